// The families in public order; they are weighed equally (text-market.md §1: the mix decides the ranking, so it is fixed).
import { arithmetic } from "./arithmetic.js";
import { authors } from "./authors.js";
import { choose } from "./choose.js";
import { elements } from "./elements.js";
import { format } from "./format.js";
import { glossary } from "./glossary.js";
import { greet } from "./greet.js";
import { json } from "./json.js";
import { memory } from "./memory.js";
import { spelling } from "./spelling.js";
import { write } from "./write.js";

export const FAMILIES = [json, write, arithmetic, glossary, greet, memory, format, choose, elements, authors, spelling];
