// Word lists and sentence templates of the simple stories. Slots in braces are filled by generateCorpus.ts.

export const names: readonly string[] = [
  "Anna", "Tom", "Lucy", "Ben", "Emma", "Jack", "Mia", "Sam", "Ella", "Max", "Lily", "Leo", "Rose", "Peter", "Clara",
  "Henry", "Alice", "Oscar", "Nora", "Paul", "Ivy", "Felix", "Jane", "Martin", "Sophie", "David", "Helen", "Robert",
];
export const places: readonly string[] = [
  "the garden", "the park", "the forest", "the beach", "the market", "the school", "the river", "the old house",
  "the kitchen", "the village", "the hill", "the lake", "the station", "the barn", "the meadow", "the bridge",
];
export const objects: readonly string[] = [
  "a red ball", "an old book", "a small box", "a blue kite", "a wooden boat", "a warm coat", "a shiny coin", "a letter",
  "a yellow hat", "a little bell", "a basket of apples", "a glass jar", "a green umbrella", "a long rope", "a silver key",
  "a paper star", "a loaf of bread", "a lost glove", "a toy train", "a cup of milk",
];
export const animals: readonly string[] = [
  "a brown dog", "a gray cat", "a little bird", "a white rabbit", "an old horse", "a fat duck", "a quick squirrel",
  "a baby goat", "a friendly pig", "a green frog", "a tiny mouse", "a wise owl",
];
export const feelings: readonly string[] = [
  "happy", "sad", "tired", "proud", "worried", "excited", "hungry", "brave", "curious", "lonely", "surprised", "calm",
];
export const weathers: readonly string[] = [
  "The sun was shining.", "It was raining.", "The wind was cold.", "Snow lay on the ground.", "The sky was gray.",
  "It was a warm evening.", "There was fog over the fields.", "It was very hot.", "The stars were bright.",
];
export const times: readonly string[] = [
  "One day", "One morning", "Last summer", "On a cold winter night", "After lunch", "Before sunrise", "Yesterday",
  "Early in the spring", "On the way home", "That afternoon", "A long time ago", "Every weekend",
];

export const openings: readonly string[] = [
  "{time}, {name} went to {place}. {weather}",
  "{time}, {name} and {friend} walked to {place}. {weather}",
  "{name} lived near {place}. {time}, something strange happened.",
  "There was once a child named {name} who loved {place}.",
  "{weather} {name} looked out of the window and felt {feeling}.",
  "{time}, {name} woke up and wanted to visit {friend}.",
];
export const middles: readonly string[] = [
  "{name} found {object} under a tree and picked it up.",
  "Suddenly {animal} came along and looked at {name}.",
  "{friend} had {object}, and {name} asked to see it.",
  "{name} wanted {object} very much, but there was no money left.",
  "They heard a noise, and it was {animal} that could not find its way home.",
  "\"Can you help me?\" asked {friend}. \"Of course I can,\" said {name}.",
  "{name} gave {object} to {friend}, because {friend} was {feeling}.",
  "{animalCapital} was hiding behind a stone, and it was afraid.",
  "{name} ran as fast as possible, but the door was already closed.",
  "{friend} said, \"Look, there is {object}! Who could have left it here?\"",
  "They sat down together and ate bread and cheese.",
  "\"I do not know what to do,\" said {name}. \"Let us think about it,\" said {friend}.",
  "{name} climbed up and saw {place} far away.",
  "Then it became dark, and {name} was {feeling}.",
  "{friend} laughed, and soon {name} was laughing too.",
];
export const endings: readonly string[] = [
  "In the end they went home, and {name} was {feeling}.",
  "From that day on, {name} and {friend} were good friends.",
  "{name} learned that it is good to share.",
  "\"Thank you,\" said {friend}, and they walked back to {place}.",
  "That night {name} slept well and dreamed of {object}.",
  "Everyone was glad, and the animal stayed with them.",
  "{name} put {object} on the shelf and never forgot that day.",
  "And so they learned to be kind and patient.",
];
