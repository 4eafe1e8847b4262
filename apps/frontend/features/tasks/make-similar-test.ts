import { similarTest, similarWords } from "@pakaura/domain/search-similar";

/** The test of a search for similar words, as the API has it. Null for one without words that may have an error. */
export function makeSimilarTest(search: string): ((text: string) => boolean) | null {
  const words = similarWords(search);
  return words && similarTest(words);
}
