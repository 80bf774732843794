package page

import (
	"bufio"
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func firstWord(s string) (word, rest string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == ':' })
	if end < 0 {
		return s, ""
	}
	_, size := utf8.DecodeRuneInString(s[end:])
	return s[:end], s[end+size:]
}

// folded is a name as host names spell it: letters without marks, ü as ue.
func folded(s string) string {
	s = unmarked.Replace(strings.ToLower(s))
	ascii := true
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		s = norm.NFD.String(s)
	}
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			return r
		}
		return -1
	}, s)
}

var unmarked = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

//go:embed bylinewords.txt
var bylineWords string

// byWords introduce an author, creditWords stand before them or label a credit, phraseWords do so also where nothing marks the
// place, authorWords introduce one by themselves, otherParts say that somebody did something else, tailWords follow a name
// without a comma, notNames are words that no person's name has.
var byWords, creditWords, phraseWords, authorWords, otherParts, tailWords, notNames = readBylineWords()

func readBylineWords() (by, label, phrase, author, other, tail, not map[string]bool) {
	lists := map[string]map[string]bool{}
	for _, name := range []string{"by", "label", "phrase", "author", "other", "tail", "not"} {
		lists[name] = map[string]bool{}
	}
	sc := bufio.NewScanner(strings.NewReader(bylineWords))
	for sc.Scan() {
		line, _, _ := strings.Cut(sc.Text(), "#")
		list, words, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		for w := range strings.FieldsSeq(words) {
			lists[strings.TrimSpace(list)][w] = true
		}
	}
	return lists["by"], lists["label"], lists["phrase"], lists["author"], lists["other"], lists["tail"], lists["not"]
}
