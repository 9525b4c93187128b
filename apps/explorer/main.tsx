// The page's main: reads where the network is, connects, shows.

import { render } from "preact";
import { App } from "./App.js";
import { loadConfig } from "./live/config.js";
import { startNetwork } from "./live/network.js";
import "uplot/dist/uPlot.min.css";
import "./styles.css";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no #app");
const config = await loadConfig();
render(<App network={startNetwork(config)} />, root);
