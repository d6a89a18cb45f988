// Finding sites by name, address, part of town, kind; in Chinese, English, pinyin or initials.

const LATIN = /^[a-z']+$/;

function plain(text) {
  return text.normalize("NFKC").toLowerCase();
}

export class Finder {
  constructor(data) {
    this.data = data;
    this.sounds = new Map(Object.entries(data.pinyin).map(([letter, all]) => [letter, all.split(" ")]));
    this.hay = null;
  }

  // A function that says whether site i is meant by the words; null for no words.
  asked(query) {
    const terms = plain(query).split(/[\s,，、]+/).filter(Boolean);
    if (!terms.length) return null;
    const { data } = this;
    this.hay = this.hay || Array.from({ length: data.count }, (_, i) => plain(
      `${data.zh[i]}\n${data.en[i]}\n${data.address[i]}\n${data.areas[data.area[i]]}`));
    const areas = terms.map((term) => data.areas.map((area) => this.reads(plain(area), term)));
    const kinds = terms.map((term) => data.kinds.map((kind) =>
      this.reads(plain(`${kind.zh}\n${kind.en}`), term)));
    return (i) => terms.every((term, k) => kinds[k][data.kind[i]] || areas[k][data.area[i]]
      || this.reads(this.hay[i], term));
  }

  reads(text, term) {
    if (text.includes(term)) return true;
    if (!LATIN.test(term)) return false;
    const sounds = term.replaceAll("'", "");
    if (sounds.length < 2) return false;
    for (let at = 0; at < text.length; at += 1) {
      const all = this.sounds.get(text[at]);
      if (all && all.some((sound) => sound[0] === sounds[0]) && this.follows(text, at, sounds, 0)) return true;
    }
    return false;
  }

  // Whether the rest of the sounds is read from here on: whole readings, initials, or both.
  follows(text, at, sounds, from) {
    if (from === sounds.length) return true;
    if (at === text.length) return false;
    const all = this.sounds.get(text[at]);
    if (!all) return text[at] === sounds[from] && this.follows(text, at + 1, sounds, from + 1);
    return all.some((sound) => {
      const rest = sounds.slice(from);
      if (rest.startsWith(sound) && this.follows(text, at + 1, sounds, from + sound.length)) return true;
      if (rest.length > 1 && sound.startsWith(rest)) return true;
      return sound[0] === sounds[from] && this.follows(text, at + 1, sounds, from + 1);
    });
  }
}
