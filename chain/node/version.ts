// Version of the program, told by system_version. Kept equal to package.json by a test.

export const NODE_VERSION = "0.1.0";
