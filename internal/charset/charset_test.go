package charset_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"storywatch/internal/charset"
)

const curly = "The mayor’s office called it “a quiet day” — in Zürich"

func encode(t *testing.T, enc interface{ Bytes([]byte) ([]byte, error) }, s string) string {
	t.Helper()
	b, err := enc.Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestUTF8(t *testing.T) {
	western := encode(t, charmap.Windows1252.NewEncoder(), curly)
	utf16 := encode(t, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(), "<p>"+curly)
	utf16bare := encode(t, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder(), "<p>"+curly)
	cyrillic := encode(t, charmap.Windows1251.NewEncoder(), "Город строит мост")
	chinese := encode(t, simplifiedchinese.GBK.NewEncoder(), "城市正在修建一座桥")
	sjis := encode(t, japanese.ShiftJIS.NewEncoder(), "橋の工事が始まった")
	jis := encode(t, japanese.ISO2022JP.NewEncoder(), "橋の工事")
	twice := strings.ReplaceAll(encode(t, charmap.Windows1252.NewDecoder(), "The mayor’s office, “quiet”"), "\ufffd", "\u009d")
	script := "<script>" + strings.Repeat("var bridge = 1; ", 20000) + "</script>"

	for _, c := range []struct {
		name, body, contentType string
		contains, encoding      string
	}{
		{"plain ASCII", "<p>a bridge", "text/html", "a bridge", "utf-8"},
		{"empty", "", "", "", "utf-8"},
		{"UTF-8 that says nothing", curly, "text/html", curly, "utf-8"},
		{"UTF-8 under a header that lies", curly, "text/html; charset=iso-8859-1", curly, "utf-8"},
		{"UTF-8 under a meta element that lies", `<meta charset="windows-1251">` + curly, "", curly, "utf-8"},
		{"UTF-8 mark", "\xef\xbb\xbf" + curly, "text/html; charset=iso-8859-1", curly, "utf-8"},
		{"UTF-16 mark", utf16, "text/html; charset=utf-8", curly, "utf-16le"},
		{"UTF-16 without a mark", utf16bare, "", curly, "utf-16be"},
		{"latin-1 means windows-1252, by header", western, "text/html; charset=ISO-8859-1", curly, "windows-1252"},
		{"latin-1 means windows-1252, by meta", `<meta http-equiv=x content="text/html; charset=latin1">` + western, "", curly, "windows-1252"},
		{"latin-1 means windows-1252, by XML declaration", `<?xml version='1.0' encoding='ISO-8859-1'?><a>` + western, "", curly, "windows-1252"},
		{"windows-1252 that says UTF-8", `<meta charset="utf-8">` + western, "text/html; charset=utf-8", curly, "windows-1252"},
		{"windows-1252 that says nothing", western, "", curly, "windows-1252"},
		{"header before meta", `<meta charset="utf-8">` + cyrillic, "text/html; charset=windows-1251", "Город", "windows-1251"},
		{"header that breaks the grammar", cyrillic, "text/html;; charset='windows-1251", "Город", "windows-1251"},
		{"meta far down in the head", "<head>" + script + `<meta charset=windows-1251></head>` + cyrillic, "", "Город", "windows-1251"},
		{"meta in a comment does not count", `<!-- <meta charset=windows-1251> --><meta charset=windows-1252>` + western, "", curly, "windows-1252"},
		{"meta in the body does not count", `<body><p>` + western + `<meta charset=windows-1251>`, "", curly, "windows-1252"},
		{"gb2312 means gbk", `<meta charset=gb2312>` + chinese, "", "修建一座桥", "gbk"},
		{"shift_jis", `<meta charset=shift_jis>` + sjis, "", "工事", "shift_jis"},
		{"iso-2022-jp is ASCII to look at", `<meta charset=iso-2022-jp>` + jis, "", "橋の工事", "iso-2022-jp"},
		{"a declared encoding that does not fit is passed over", `<meta charset=shift_jis>` + western, "", curly, "windows-1252"},
		{"an unknown name is passed over", `<meta charset=x-bridge>` + western, "", curly, "windows-1252"},
		{"statistics", strings.Repeat(cyrillic+". ", 30), "", "Город строит", "windows-1251"},
		{"one bad byte does not flip a page", curly + " \xff end", "text/html; charset=utf-8", curly + " \ufffd end", "utf-8"},
		{"one pasted windows-1252 quote in UTF-8", curly + " it\x92s", "", curly + " it’s", "utf-8"},
		{"a character cut off at the end", curly + " \xe2\x80", "", curly + " \ufffd", "utf-8"},
		{"encoded twice", twice, "", "The mayor’s office, “quiet”", "utf-8"},
		{"a letter that only looks encoded twice", "Preço: «NÃO» e não", "", "«NÃO» e não", "utf-8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, name := charset.UTF8([]byte(c.body), c.contentType)
			if !strings.Contains(text, c.contains) || name != c.encoding {
				t.Errorf("got %q as %s, want %q as %s", tail(text), name, c.contains, c.encoding)
			}
		})
	}
}

func tail(s string) string { return s[max(0, len(s)-200):] }

func FuzzUTF8(f *testing.F) {
	f.Add([]byte("<meta charset=gb2312>\xc8\xcb"), "text/html; charset=utf-7")
	f.Add([]byte("\xff\xfe\x00"), "")
	f.Add([]byte("\x8f\x8d"), "no encoding has these")
	f.Add([]byte("Ã¢â‚¬â„¢"), "x")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		text, name := charset.UTF8(body, contentType)
		if !utf8.ValidString(text) || name == "" {
			t.Errorf("%q as %q is not UTF-8", text, name)
		}
	})
}

func BenchmarkUTF8(b *testing.B) {
	body := []byte("<head></head>" + strings.Repeat("<p>"+curly, 2000))
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		charset.UTF8(body, "text/html; charset=utf-8")
	}
}
