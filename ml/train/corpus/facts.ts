// Simple facts that the synthetic corpus teaches: pairs written by hand for this project. Plain arrays, so that a test can
// prove that no market challenge shares them.

/** country, capital */
export const capitals: readonly (readonly [string, string])[] = [
  ["France", "Paris"], ["Germany", "Berlin"], ["Italy", "Rome"], ["Spain", "Madrid"], ["Portugal", "Lisbon"],
  ["England", "London"], ["Scotland", "Edinburgh"], ["Ireland", "Dublin"], ["Wales", "Cardiff"], ["Norway", "Oslo"],
  ["Sweden", "Stockholm"], ["Finland", "Helsinki"], ["Denmark", "Copenhagen"], ["Iceland", "Reykjavik"],
  ["Poland", "Warsaw"], ["Austria", "Vienna"], ["Switzerland", "Bern"], ["Belgium", "Brussels"],
  ["the Netherlands", "Amsterdam"], ["Greece", "Athens"], ["Turkey", "Ankara"], ["Russia", "Moscow"],
  ["Ukraine", "Kyiv"], ["Hungary", "Budapest"], ["Romania", "Bucharest"], ["Bulgaria", "Sofia"], ["Serbia", "Belgrade"],
  ["Croatia", "Zagreb"], ["Slovenia", "Ljubljana"], ["Slovakia", "Bratislava"], ["the Czech Republic", "Prague"],
  ["Estonia", "Tallinn"], ["Latvia", "Riga"], ["Lithuania", "Vilnius"], ["Malta", "Valletta"], ["Cyprus", "Nicosia"],
  ["Egypt", "Cairo"], ["Morocco", "Rabat"], ["Kenya", "Nairobi"], ["Nigeria", "Abuja"], ["Ghana", "Accra"],
  ["Ethiopia", "Addis Ababa"], ["Senegal", "Dakar"], ["Tunisia", "Tunis"], ["Algeria", "Algiers"], ["Libya", "Tripoli"],
  ["Uganda", "Kampala"], ["Rwanda", "Kigali"], ["Zambia", "Lusaka"], ["Zimbabwe", "Harare"], ["Angola", "Luanda"],
  ["Mozambique", "Maputo"], ["Madagascar", "Antananarivo"], ["Japan", "Tokyo"], ["China", "Beijing"],
  ["South Korea", "Seoul"], ["India", "New Delhi"], ["Pakistan", "Islamabad"], ["Bangladesh", "Dhaka"],
  ["Nepal", "Kathmandu"], ["Thailand", "Bangkok"], ["Vietnam", "Hanoi"], ["Cambodia", "Phnom Penh"],
  ["Indonesia", "Jakarta"], ["Malaysia", "Kuala Lumpur"], ["the Philippines", "Manila"], ["Mongolia", "Ulaanbaatar"],
  ["Iran", "Tehran"], ["Iraq", "Baghdad"], ["Israel", "Jerusalem"], ["Jordan", "Amman"], ["Lebanon", "Beirut"],
  ["Syria", "Damascus"], ["Saudi Arabia", "Riyadh"], ["Qatar", "Doha"], ["Oman", "Muscat"], ["Afghanistan", "Kabul"],
  ["Kazakhstan", "Astana"], ["Georgia", "Tbilisi"], ["Armenia", "Yerevan"], ["the United States", "Washington"],
  ["Canada", "Ottawa"], ["Mexico", "Mexico City"], ["Cuba", "Havana"], ["Jamaica", "Kingston"], ["Panama", "Panama City"],
  ["Brazil", "Brasilia"], ["Argentina", "Buenos Aires"], ["Chile", "Santiago"], ["Peru", "Lima"], ["Colombia", "Bogota"],
  ["Venezuela", "Caracas"], ["Ecuador", "Quito"], ["Bolivia", "Sucre"], ["Uruguay", "Montevideo"],
  ["Paraguay", "Asuncion"], ["Australia", "Canberra"], ["New Zealand", "Wellington"], ["Fiji", "Suva"],
];

/** word, opposite */
export const opposites: readonly (readonly [string, string])[] = [
  ["hot", "cold"], ["big", "small"], ["tall", "short"], ["fast", "slow"], ["happy", "sad"], ["light", "dark"],
  ["early", "late"], ["old", "young"], ["open", "closed"], ["full", "empty"], ["hard", "soft"], ["wet", "dry"],
  ["loud", "quiet"], ["strong", "weak"], ["rich", "poor"], ["clean", "dirty"], ["heavy", "light"], ["near", "far"],
  ["high", "low"], ["thick", "thin"], ["wide", "narrow"], ["true", "false"], ["right", "wrong"], ["day", "night"],
  ["up", "down"], ["left", "right"], ["inside", "outside"], ["above", "below"], ["before", "after"], ["first", "last"],
  ["win", "lose"], ["buy", "sell"], ["push", "pull"], ["laugh", "cry"], ["begin", "end"], ["remember", "forget"],
  ["love", "hate"], ["give", "take"], ["safe", "dangerous"], ["easy", "difficult"], ["cheap", "expensive"],
];

/** thing, kind */
export const kinds: readonly (readonly [string, string])[] = [
  ["dog", "animal"], ["cat", "animal"], ["horse", "animal"], ["cow", "animal"], ["lion", "animal"], ["elephant", "animal"],
  ["whale", "animal"], ["rabbit", "animal"], ["eagle", "bird"], ["sparrow", "bird"], ["owl", "bird"], ["penguin", "bird"],
  ["salmon", "fish"], ["shark", "fish"], ["bee", "insect"], ["ant", "insect"], ["butterfly", "insect"], ["rose", "flower"],
  ["tulip", "flower"], ["daisy", "flower"], ["oak", "tree"], ["pine", "tree"], ["birch", "tree"], ["apple", "fruit"],
  ["banana", "fruit"], ["pear", "fruit"], ["cherry", "fruit"], ["carrot", "vegetable"], ["potato", "vegetable"],
  ["onion", "vegetable"], ["hammer", "tool"], ["saw", "tool"], ["spade", "tool"], ["violin", "instrument"],
  ["piano", "instrument"], ["drum", "instrument"], ["flute", "instrument"], ["car", "vehicle"], ["bus", "vehicle"],
  ["train", "vehicle"], ["bicycle", "vehicle"], ["shirt", "piece of clothing"], ["coat", "piece of clothing"],
  ["iron", "metal"], ["gold", "metal"], ["copper", "metal"], ["red", "color"], ["blue", "color"], ["green", "color"],
  ["chair", "piece of furniture"], ["table", "piece of furniture"], ["bread", "food"], ["cheese", "food"],
  ["milk", "drink"], ["tea", "drink"], ["football", "sport"], ["tennis", "sport"], ["doctor", "job"], ["baker", "job"],
];

/** subject, what it does or is; joined they are a sentence */
export const statements: readonly (readonly [string, string])[] = [
  ["the sun", "gives light and heat"], ["the moon", "goes around the earth"], ["the earth", "goes around the sun"],
  ["rain", "falls from clouds"], ["snow", "is frozen water"], ["ice", "melts when it gets warm"],
  ["a bee", "makes honey"], ["a cow", "gives milk"], ["a hen", "lays eggs"], ["a baker", "bakes bread"],
  ["a farmer", "grows food"], ["a teacher", "helps people learn"], ["a doctor", "helps sick people"],
  ["a fish", "lives in water"], ["a bird", "has wings"], ["a spider", "has eight legs"], ["an insect", "has six legs"],
  ["a triangle", "has three sides"], ["a square", "has four equal sides"], ["a circle", "is round"],
  ["a week", "has seven days"], ["a year", "has twelve months"], ["an hour", "has sixty minutes"],
  ["a minute", "has sixty seconds"], ["a day", "has twenty-four hours"], ["a century", "is one hundred years"],
  ["a dozen", "is twelve"], ["grass", "is green"], ["the sky", "is blue on a clear day"], ["blood", "is red"],
  ["a lemon", "is yellow and sour"], ["sugar", "is sweet"], ["fire", "is hot"], ["a library", "is full of books"],
  ["a clock", "tells the time"], ["a map", "shows where places are"], ["a key", "opens a lock"],
  ["a thermometer", "measures temperature"], ["a telescope", "makes far things look near"],
  ["wood", "comes from trees"], ["wool", "comes from sheep"], ["paper", "is made from wood"], ["glass", "is made from sand"],
  ["water", "boils at one hundred degrees Celsius"], ["water", "freezes at zero degrees Celsius"],
  ["William Shakespeare", "wrote Romeo and Juliet"], ["Herman Melville", "wrote Moby-Dick"],
  ["George Washington", "was the first President of the United States"], ["Mount Everest", "is the highest mountain on earth"],
  ["the Pacific", "is the largest ocean"], ["Asia", "is the largest continent"], ["Jupiter", "is the largest planet"],
  ["the blue whale", "is the largest animal"], ["the cheetah", "is the fastest land animal"],
  ["Mercury", "is the planet nearest to the sun"], ["the Nile", "is a long river in Africa"],
];

export const days: readonly string[] = [
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
];
export const months: readonly string[] = [
  "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
];
export const numberNames: readonly string[] = [
  "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
  "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
];
