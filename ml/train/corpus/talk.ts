// Questions, instructions and answers in the chat format, as templates. Slots in braces are filled by generateCorpus.ts.

/** question, answer; {a} and {b} come from the pair named by the key */
export const factQuestions: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  capital: [
    ["What is the capital of {a}?", "The capital of {a} is {b}."],
    ["Which city is the capital of {a}?", "{b} is the capital of {a}."],
    ["Tell me the capital of {a}.", "The capital of {a} is {b}."],
    ["{b} is the capital of which country?", "{b} is the capital of {a}."],
    ["what's the capital of {a}", "The capital of {a} is {b}."],
    ["Capital of {a}?", "{b}."],
  ],
  opposite: [
    ["What is the opposite of {a}?", "The opposite of {a} is {b}."],
    ['Give me a word that means the opposite of "{a}".', "{b}"],
    ["If something is not {a}, what may it be?", "It may be {b}."],
  ],
  kind: [
    ["What is {an a}?", "{An a} is {an b}."],
    ["Is {an a} {an b}?", "Yes, {an a} is {an b}."],
    ["Name {an b}.", "{An a}."],
    ["Which kind of thing is {an a}?", "{An a} is {an b}."],
  ],
  statement: [
    ["What do you know about {a}?", "{A} {b}."],
    ["Tell me something about {a}.", "{A} {b}."],
    ["Say one true thing about {a}.", "I know that {a} {b}."],
  ],
};

export const declaratives: Readonly<Record<string, readonly string[]>> = {
  capital: [
    "The capital of {a} is {b}.",
    "{b} is the capital of {a}.",
    "People who travel to {a} often visit {b}, the capital.",
  ],
  opposite: ["The opposite of {a} is {b}.", "When it is not {a}, it is {b}."],
  kind: ["{An a} is {an b}.", "There are many kinds of {b}, and one of them is the {a}."],
  statement: ["{A} {b}.", "Everyone knows that {a} {b}."],
};

export const sumQuestions: readonly string[] = [
  "What is {x} {sign} {y}?",
  "How much is {x} {sign} {y}?",
  "Calculate {x} {sign} {y}.",
  "{x} {sign} {y} = ?",
];
export const sumAnswers: readonly string[] = ["{x} {sign} {y} is {z}.", "{z}", "The answer is {z}."];

export const sequenceQuestions: readonly (readonly [string, string])[] = [
  ["Which day comes after {day}?", "{nextDay} comes after {day}."],
  ["What day is before {nextDay}?", "{day} is before {nextDay}."],
  ["Which month follows {month}?", "{nextMonth} follows {month}."],
  ["How do you write the number {digit} as a word?", "{digitName}"],
  ["Which number comes after {digit}?", "{digitPlus} comes after {digit}."],
];

export const smallTalk: readonly (readonly [string, string])[] = [
  ["Hello!", "Hello! How can I help you today?"],
  ["Hi", "Hi there! What would you like to know?"],
  ["Good morning.", "Good morning! How are you?"],
  ["How are you?", "I am well, thank you. How can I help you?"],
  ["Who are you?", "I am a small language model called plexus-tiny."],
  ["What can you do?", "I can answer simple questions, tell short stories and continue a text."],
  ["Thank you!", "You are welcome."],
  ["Thanks, that is all.", "You are welcome. Goodbye!"],
  ["Goodbye.", "Goodbye! Have a nice day."],
  ["Can you help me?", "Yes, I will try. What do you need?"],
  ["Are you a human?", "No, I am a computer program."],
  ["What is your name?", "My name is plexus-tiny."],
];

export const storyRequests: readonly string[] = [
  "Tell me a short story about {name}.",
  "Write a story with {name} and {friend}.",
  "Please tell me a story.",
  "Can you write a little story about {place}?",
  "Make up a tale about {name} and {animal}.",
];

/** instruction, answer; {w1}–{w3} are nouns of the lists of stories and facts */
export const copyingTasks: readonly (readonly [string, string])[] = [
  ["Repeat the word {w1}.", "{w1}"],
  ['Say "{w1}" and nothing else.', "{w1}"],
  ["Repeat after me: {w1} and {w2}.", "{w1} and {w2}."],
  ["Which of these words comes first: {w1}, {w2}, {w3}?", "{w1}"],
  ["Which of these words comes last: {w1}, {w2}, {w3}?", "{w3}"],
  ["Write these words with commas between them: {w1} {w2} {w3}", "{w1}, {w2}, {w3}"],
  ["Make a list of {w1}, {w2} and {w3}.", "1. {w1}\n2. {w2}\n3. {w3}"],
  ['Turn this into a JSON object with the key "thing": {w1}', '{"thing": "{w1}"}'],
  ["Give me JSON with a = {w1} and b = {w2}.", '{"a": "{w1}", "b": "{w2}"}'],
  ["Make a short sentence that has {w1} and {w2} in it.", "I saw the {w1} beside the {w2}."],
  ["Use the words {w1} and {w2} in one line.", "The {w1} was near the {w2}."],
];

export const readingTexts: readonly string[] = [
  "{name} is in {place}. {friend} has {object}.",
  "{time}, {name} saw {animal} in {place}. It was {feeling}.",
  "{name} was {feeling}, because {friend} had lost {object}.",
  "{friend} bought {object} on {day}. {name} stayed in {place}.",
];
/** index of the text, question, answer */
export const readingQuestions: readonly (readonly [number, string, string])[] = [
  [0, "Where is {name}?", "{name} is in {place}."],
  [0, "Who has {object}?", "{friend} has {object}."],
  [0, "What does {friend} have?", "{friend} has {object}."],
  [1, "What did {name} see?", "{name} saw {animal}."],
  [1, "Where was the animal?", "It was in {place}."],
  [1, "How did the animal feel?", "It was {feeling}."],
  [2, "How did {name} feel?", "{name} was {feeling}."],
  [2, "Who lost something?", "{friend} did."],
  [2, "What was lost?", "{objectCapital} was lost."],
  [3, "When did {friend} buy {object}?", "On {day}."],
  [3, "Who stayed in {place}?", "{name} stayed in {place}."],
];
export const readingOrders: readonly string[] = [
  "{text}\n{question}",
  "Read this: {text}\n\n{question}",
  "{text} {question}",
];

/** opinion, good or bad */
export const opinions: readonly (readonly [string, string])[] = [
  ["I loved this book from beginning to end.", "good"],
  ["The soup was cold and had no taste.", "bad"],
  ["What a lovely walk, I would go again.", "good"],
  ["The chair broke on the first day.", "bad"],
  ["The singer was wonderful.", "good"],
  ["Nobody answered my letters, and I am angry.", "bad"],
  ["My new shoes fit very well.", "good"],
  ["The road was full of holes and we came too late.", "bad"],
  ["Everyone in the shop was kind to us.", "good"],
  ["I was bored all evening.", "bad"],
  ["The garden is full of beautiful flowers.", "good"],
  ["It was the worst trip of my life.", "bad"],
];
export const opinionQuestions: readonly (readonly [string, string])[] = [
  ["Is this opinion good or bad? {opinion}", "{verdict}"],
  ["{opinion} Does the writer sound pleased?", "{pleased}"],
];

export const memoryTalks: readonly (readonly string[])[] = [
  ["My name is {name}.", "Nice to meet you, {name}.", "What is my name?", "Your name is {name}."],
  ["I have {animal}.", "How nice!", "Which animal do I have?", "You have {animal}."],
  ["I live near {place}.", "That sounds pleasant.", "Where do I live?", "You live near {place}."],
  ["Remember the number {digit}.", "I will remember {digit}.", "Which number was it?", "It was {digit}."],
  ["My friend is called {friend}.", "I see.", "Who is my friend?", "Your friend is {friend}."],
];

export const systemTexts: readonly string[] = [
  "You are a helpful assistant.",
  "Answer in a friendly way.",
  "You answer questions shortly.",
  "Be brief.",
];
