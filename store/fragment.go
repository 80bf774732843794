package store

import (
	"fmt"
	"strings"
)

const (
	// fragmentWhole is up to how many words a sentence stands whole in a text fragment. Longer ones are named by their
	// first and last words: a link that survives a mail client, and an edit in the middle of the sentence.
	fragmentWhole = 12
	// fragmentEnd is how many words stand at either end of a long sentence.
	fragmentEnd = 5
)

// FragmentURL is an address that scrolls to a sentence: url#:~:text=…, as in the WICG draft "URL Fragment Text
// Directives". It is url itself when there is nothing to point at, and keeps a fragment that url has.
func FragmentURL(url, sentence string) string {
	words := strings.Fields(sentence)
	if url == "" || len(words) == 0 {
		return url
	}
	url, _, _ = strings.Cut(url, ":~:")
	text := encodeFragment(strings.Join(words, " "))
	if len(words) > fragmentWhole {
		text = encodeFragment(strings.Join(words[:fragmentEnd], " ")) + "," + encodeFragment(strings.Join(words[len(words)-fragmentEnd:], " "))
	}
	if !strings.Contains(url, "#") {
		url += "#"
	}
	return url + ":~:text=" + text
}

// encodeFragment percent-encodes UTF-8. The draft wants "&", "-" and "," encoded besides what a fragment wants; all but
// letters, digits, "." and "_" is the simplest set that contains it.
func encodeFragment(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '.', c == '_':
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
