// Common English words by their part in a sentence, for the noise engine: fluent in shape, empty of sense.

export const nouns: readonly string[] = (
  "time year people way day thing man world life hand part place case week company system program question work " +
  "government number night point home water room mother area money story fact month lot right study book eye job word " +
  "business issue side kind head house service friend father power hour game line end member law car city community " +
  "team minute idea body back parent face level office door health person art war history party result change morning"
).split(" ");
export const verbs: readonly string[] = (
  "becomes leaves feels brings begins keeps holds writes stands hears lets means sets meets runs pays sits speaks lies " +
  "leads reads grows loses falls sends builds understands draws breaks spends cuts rises drives buys wears chooses"
).split(" ");
export const adjectives: readonly string[] = (
  "other new good high old great big small large national young different long little important political bad white " +
  "real best right social only public sure low early able human local late hard major better economic strong possible"
).split(" ");
export const joints: readonly string[] = "of in with under beside before after without against through between".split(
  " ",
);
