// Knowledge: which thing fits a description?
import { answers } from "../checker.js";
import { ask, type TaskFamily } from "../task.js";

const ENTRIES: readonly (readonly [question: string, ...right: string[]])[] = [
  ["Which animal has a very long neck and eats leaves from trees?", "giraffe"],
  ["Which animal has a trunk and large ears?", "elephant"],
  ["Which animal is called the king of the jungle?", "lion"],
  ["Which bird can be taught to say words?", "parrot"],
  ["Which black and white bird lives in the Antarctic and cannot fly?", "penguin"],
  ["Which animal carries its house on its back and is very slow?", "snail", "tortoise", "turtle"],
  ["Which animal from Australia jumps and keeps its baby in a pouch?", "kangaroo"],
  ["Which insect spins a thread that silk is made from?", "silkworm"],
  ["Which planet is known as the red planet?", "mars"],
  ["Which planet is the largest in our solar system?", "jupiter"],
  ["Which planet has the famous rings?", "saturn"],
  ["Which planet is closest to the sun?", "mercury"],
  ["Which organ pumps blood through the body?", "heart"],
  ["Which organ do we use to think?", "brain"],
  ["Which gas do people need to breathe in order to live?", "oxygen"],
  ["Which gas do plants take in from the air?", "carbon dioxide"],
  ["Which is the largest ocean on Earth?", "pacific"],
  ["Which is the longest river in Africa?", "nile"],
  ["Which is the highest mountain in the world?", "everest"],
  ["Which is the largest desert in Africa?", "sahara"],
  ["Which ocean lies between Europe and America?", "atlantic"],
  ["Which is the tallest animal on land?", "giraffe"],
  ["Which is the fastest animal on land?", "cheetah"],
  ["Which is the largest animal that has ever lived?", "whale"],
  ["Which metal is liquid at room temperature?", "mercury"],
  ["Which doctor takes care of teeth?", "dentist"],
  ["Which person flies an aeroplane for a living?", "pilot"],
  ["Which instrument has eighty-eight black and white keys?", "piano"],
  ["Which tool is used to look at the stars?", "telescope"],
  ["Which instrument shows where north is?", "compass"],
  ["Which instrument measures temperature?", "thermometer"],
  ["Which game is played with kings, queens and pawns?", "chess"],
  ["Which sport is played at Wimbledon?", "tennis"],
  ["Which language is spoken in Brazil?", "portuguese"],
  ["Which language is spoken in Mexico?", "spanish"],
  ["Which language did the ancient Romans speak?", "latin"],
  ["Which country has the shape of a boot?", "italy"],
  ["Which country built the Great Wall?", "china"],
  ["Which city has the Eiffel Tower?", "paris"],
  ["Which city has the Colosseum?", "rome"],
  ["Which city is home to Big Ben?", "london"],
  ["Which city has the Statue of Liberty?", "new york"],
  ["Which country is famous for its pyramids and pharaohs?", "egypt"],
  ["Which fruit do people make wine from?", "grapes", "grape"],
];

export const glossary: TaskFamily = {
  name: "glossary",
  generate(rng) {
    const [question, ...right] = rng.pick(ENTRIES);
    const rivals = rng.sample(
      ENTRIES.map((entry) => entry[1] as string).filter((word) => !right.includes(word)),
      14,
    );
    const messages = ask(question);
    return { family: "glossary", messages, check: (answer) => answers(answer, { right, rivals }) };
  },
};
