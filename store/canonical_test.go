package store_test

import (
	"strings"
	"testing"

	"storywatch/store"
)

func TestCanonicalURL(t *testing.T) {
	for name, tc := range map[string]struct{ raw, want string }{
		"plain":                      {"https://paper.example/a/b", "https://paper.example/a/b"},
		"http":                       {"http://paper.example/a", "https://paper.example/a"},
		"www":                        {"https://www.paper.example/a", "https://paper.example/a"},
		"www is the name":            {"https://www.example/a", "https://www.example/a"},
		"default port":               {"http://paper.example:80/a", "https://paper.example/a"},
		"other port":                 {"http://paper.example:8080/a", "https://paper.example:8080/a"},
		"host in capitals":           {"HTTPS://WWW.Paper.EXAMPLE/A", "https://paper.example/A"},
		"dot behind the host":        {"https://paper.example./a", "https://paper.example/a"},
		"credentials":                {"https://me:secret@paper.example/a", "https://paper.example/a"},
		"fragment":                   {"https://paper.example/a#part-2", "https://paper.example/a"},
		"slash at the end":           {"https://paper.example/a/", "https://paper.example/a"},
		"root":                       {"https://www.paper.example", "https://paper.example/"},
		"index page":                 {"https://paper.example/a/index.html", "https://paper.example/a/index.html"},
		"dot segments":               {"https://paper.example/a/../b/./c", "https://paper.example/b/c"},
		"tracking":                   {"https://paper.example/a?utm_source=x&UTM_Medium=y&fbclid=z", "https://paper.example/a"},
		"tracking among others":      {"https://paper.example/a?id=7&gclid=z&page=2", "https://paper.example/a?id=7&page=2"},
		"escaped ampersand":          {"https://paper.example/a?id=7&amp;utm_source=x", "https://paper.example/a?id=7"},
		"query in order":             {"https://paper.example/a?b=2&a=1", "https://paper.example/a?a=1&b=2"},
		"values of one name":         {"https://paper.example/a?t=z&t=b", "https://paper.example/a?t=z&t=b"},
		"parameter that may choose":  {"https://paper.example/a?ref=12", "https://paper.example/a?ref=12"},
		"amp at the end":             {"https://www.paper.example/2026/03/story/amp/", "https://paper.example/2026/03/story"},
		"amp at the start":           {"https://paper.example/amp/story", "https://paper.example/story"},
		"amp host":                   {"https://amp.paper.example/story", "https://paper.example/story"},
		"amp is the name":            {"https://amp.example/story", "https://amp.example/story"},
		"amp extension":              {"https://paper.example/story.amp.html", "https://paper.example/story.html"},
		"amp parameter":              {"https://paper.example/story?amp=1&outputType=amp", "https://paper.example/story"},
		"amp in a word":              {"https://paper.example/news/amplifier", "https://paper.example/news/amplifier"},
		"amp viewer":                 {"https://www.google.com/amp/s/www.paper.example/story/amp?x=1", "https://paper.example/story?x=1"},
		"amp cache":                  {"https://paper-example.cdn.ampproject.org/c/s/paper.example/story", "https://paper.example/story"},
		"punycode":                   {"https://münchen.example/ä", "https://xn--mnchen-3ya.example/%C3%A4"},
		"escapes of plain letters":   {"https://paper.example/%61%7eb", "https://paper.example/a~b"},
		"escaped slash stays":        {"https://paper.example/a%2fb", "https://paper.example/a%2Fb"},
		"stray percent sign":         {"https://paper.example/100%/%61", "https://paper.example/100%/%61"},
		"no address":                 {"not an address", ""},
		"empty":                      {"", ""},
		"another scheme":             {"mailto:desk@paper.example", ""},
		"file":                       {"file:///etc/passwd", ""},
		"too long":                   {"https://paper.example/" + strings.Repeat("a", 9000), ""},
		"spaces around, backslashes": {"  https:\\\\paper.example\\a ", "https://paper.example/a"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := store.CanonicalURL(tc.raw); got != tc.want {
				t.Errorf("CanonicalURL(%q) = %q, want %q", tc.raw, got, tc.want)
			}
		})
	}
}

func FuzzCanonicalURL(f *testing.F) {
	f.Add("http://www.paper.example:80/a/amp/?b=2&a=1&utm_source=x#y")
	f.Add("https://www.google.com/amp/s/www.google.com/amp/s/paper.example")
	f.Add("https://[::1]/%%32%65/?a=%26&&amp;amp;b")
	f.Fuzz(func(t *testing.T, raw string) {
		once := store.CanonicalURL(raw)
		if once == "" {
			return
		}
		if twice := store.CanonicalURL(once); twice != once {
			t.Fatalf("%q folds to %q, and that to %q", raw, once, twice)
		}
	})
}
