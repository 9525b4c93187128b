// The words of generated prose. No training corpus may use this file (corpus.test.ts).

const words = (text: string) => text.trim().split(/\s*,\s*|\s*\n\s*/);

export const LEXICON: Readonly<Record<string, readonly string[]>> = {
  woman:
    words(`Agnes, Beatrix, Carmen, Delia, Edith, Farida, Greta, Hanneke, Imogen, Jolanta, Katya, Leila, Marguerite, Nadia, Odile,
    Priya, Rosalind, Saskia, Tamsin, Ursula, Valentina, Wilma, Yasmin, Zelda, Amara, Bridget, Chiara, Dagny, Esperanza, Fiona, Gudrun,
    Henrietta, Ines, Judith, Keiko, Lorna, Mireille, Noor, Ottilie, Petra`),
  man: words(`Alfonso, Bernard, Cedric, Dmitri, Edwin, Farouk, Gustav, Hamish, Ibrahim, Jasper, Konrad, Laszlo, Matteo, Nikolai, Osman,
    Pavel, Quentin, Rafael, Stellan, Tobias, Umberto, Viktor, Walter, Yusuf, Zoltan, Anders, Boris, Casimir, Desmond, Emil, Fergus,
    Gilbert, Hector, Ivan, Jonas, Kenji, Lambert, Milos, Norbert, Oskar`),
  surname:
    words(`Abernathy, Bellweather, Castellan, Drummond, Eskildsen, Falconer, Garrity, Hollis, Ivanova, Jankowski, Kettering,
    Lindqvist, Marchetti, Novak, Okafor, Pemberton, Quillfeather, Ramsey, Sorensen, Tanaka, Underhill, Vasquez, Whitlock, Yildiz, Zeller`),
  town: words(`Aldermere, Brackwater, Cindervale, Dunmarsh, Eastholt, Fennick, Garrowby, Hexley, Inverbrae, Jutborough, Kelderwick,
    Larkhaven, Mossgate, Netherby, Oxcombe, Pellworth, Quarrington, Ravensholm, Stonebridge, Thornaby, Ulverton, Vessingham, Wexcliff, Yarrowfield`),
  building:
    words(`library, bakery, school, hospital, post office, town hall, railway station, church, museum, theatre, market hall,
    fire station, hotel, bank, court house, swimming pool, cinema, harbour office`),
  room: words(
    "kitchen, bedroom, attic, cellar, hallway, living room, bathroom, workshop, garage, pantry, study, nursery",
  ),
  trade:
    words(`baker, carpenter, nurse, teacher, fisherman, farmer, tailor, plumber, electrician, librarian, postman, gardener, mechanic,
    butcher, dentist, bus driver, watchmaker, blacksmith, photographer, accountant, lawyer, painter, sailor, beekeeper, chemist`),
  tool: words(`hammer, saw, ladder, wrench, screwdriver, shovel, rake, paintbrush, needle, bucket, rope, knife, torch, axe, drill,
    wheelbarrow, broom, measuring tape`),
  thing:
    words(`suitcase, umbrella, violin, lantern, clock, teapot, bicycle, camera, notebook, mirror, basket, blanket, painting, telescope,
    radio, envelope, parcel, wooden box, silver ring, gold watch, leather bag, map, letter, key, wallet, piano, compass, kettle`),
  colour: words("red, blue, green, yellow, black, white, brown, grey, orange, purple, pink, silver"),
  animal: words(
    "dog, cat, horse, goat, donkey, parrot, rabbit, sheep, cow, pig, goose, hen, fox, owl, duck, pony, tortoise, crow",
  ),
  food: words(`bread, cheese, soup, apples, onions, potatoes, eggs, fish, honey, butter, rice, beans, carrots, pears, sausages, cake,
    pancakes, tomatoes, porridge, plums`),
  drink: words("tea, coffee, milk, water, cider, lemonade, hot chocolate, wine, apple juice, ginger beer"),
  tree: words("oak, pine, willow, birch, apple tree, cherry tree, chestnut, elm, walnut tree, maple"),
  weekday: words("Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday"),
  month: words("January, February, March, April, May, June, July, August, September, October, November, December"),
  season: words("spring, summer, autumn, winter"),
  weather: words("rain, snow, fog, wind, frost, hail, thunder, sunshine, heat, cold"),
  number: words(
    "two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty, thirty, forty, fifty",
  ),
  hour: words("six, seven, eight, nine, ten, eleven, noon, midnight, half past six, half past seven, quarter to nine"),
  feeling: words(
    "angry, afraid, nervous, ashamed, relieved, grateful, jealous, cheerful, desperate, thirsty, bored, homesick, disappointed, content",
  ),
  kin: words(
    "mother, father, sister, brother, aunt, uncle, grandmother, grandfather, cousin, neighbour, daughter, son",
  ),
  vehicle: words("train, bus, boat, ferry, bicycle, lorry, tractor, taxi, tram, sledge"),
  material: words(
    "wood, stone, glass, paper, leather, wool, clay, brick, silk, cotton, marble, straw, velvet, rubber, ivory, bamboo",
  ),
  crop: words("wheat, barley, potatoes, cabbages, turnips, hay, maize, grapes, hops, pumpkins"),
  illness: words("fever, cough, toothache, headache, broken arm, sore throat, bad back, cold, sprained ankle"),
  game: words("chess, football, cards, tennis, dominoes, cricket, hide and seek, marbles, billiards"),
  instrument: words("violin, trumpet, piano, drum, guitar, flute, accordion, cello"),
  subject: words("history, geography, music, chemistry, Latin, drawing, mathematics, botany, French"),
  shop: words(
    "grocer, bookshop, butcher, chemist, hardware shop, florist, tailor, second-hand shop, cheese shop, toy shop",
  ),
  clothing: words("coat, hat, scarf, shirt, boots, gloves, dress, jacket, apron, jumper"),
  body: words("hand, arm, knee, shoulder, foot, ear, nose, back, head, finger"),
  land: words("river, hill, forest, lake, valley, field, meadow, shore, mountain, marsh, cliff, bridge"),
};
