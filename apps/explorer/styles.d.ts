// Style sheets are imports that Vite resolves; they have no values.
declare module "*.css";
