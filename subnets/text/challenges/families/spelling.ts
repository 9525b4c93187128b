// Instruction: put a misspelt word right.
import { answers } from "../checker.js";
import { ask, type TaskFamily } from "../task.js";

const MISSPELT: readonly (readonly [wrong: string, right: string])[] = [
  ["recieve", "receive"],
  ["beleive", "believe"],
  ["freind", "friend"],
  ["seperate", "separate"],
  ["definately", "definitely"],
  ["tommorow", "tomorrow"],
  ["adress", "address"],
  ["becuase", "because"],
  ["acheive", "achieve"],
  ["goverment", "government"],
  ["untill", "until"],
  ["wich", "which"],
  ["necesary", "necessary"],
  ["occured", "occurred"],
  ["begining", "beginning"],
  ["calender", "calendar"],
  ["enviroment", "environment"],
  ["foriegn", "foreign"],
  ["happend", "happened"],
  ["intresting", "interesting"],
  ["knowlege", "knowledge"],
  ["libary", "library"],
  ["neccessary", "necessary"],
  ["peice", "piece"],
  ["realy", "really"],
  ["succesful", "successful"],
  ["suprise", "surprise"],
  ["writting", "writing"],
  ["probaly", "probably"],
  ["diffrent", "different"],
  ["restaraunt", "restaurant"],
  ["buisness", "business"],
];

export const spelling: TaskFamily = {
  name: "spelling",
  generate(rng) {
    const [wrong, right] = rng.pick(MISSPELT);
    const messages = ask(
      rng.pick([`Correct the spelling of this word: ${wrong}`, `What is the correct spelling of "${wrong}"?`]),
    );
    return { family: "spelling", messages, check: (answer) => answers(answer, { right: [right], rivals: [] }) };
  },
};
