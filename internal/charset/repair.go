package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// nearlyUTF8 reports whether a text that is not valid UTF-8 is so but for few bytes: one bad byte must not turn every
// quotation mark of a page into three wrong characters.
func nearlyUTF8(body []byte) bool {
	good, bad, broken := 0, 0, false
	for i := 0; i < len(body); {
		if body[i] < utf8.RuneSelf {
			broken = false
			i++
			continue
		}
		r, size := utf8.DecodeRune(body[i:])
		switch {
		case r != utf8.RuneError || size > 1:
			good, broken = good+1, false
		case !broken: // the bytes of one character cut in half count once
			bad, broken = bad+1, true
		}
		i += size
	}
	return good > bad*maxBadShare || good > 0 && bad == 1
}

// repairUTF8 replaces what is not UTF-8. A bad byte that stands alone between ASCII and is a mark of windows-1252 (a
// pasted curly quote) becomes that mark; anything else becomes U+FFFD.
func repairUTF8(body []byte) string {
	if utf8.Valid(body) {
		return string(body)
	}
	var out strings.Builder
	out.Grow(len(body) + 16)
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			r = '\ufffd'
			alone := (i == 0 || body[i-1] < utf8.RuneSelf) && (i+1 == len(body) || body[i+1] < utf8.RuneSelf)
			if b := body[i]; alone && b >= 0x80 && b <= 0x9f {
				r = charmap.Windows1252.DecodeByte(b)
			}
		}
		out.WriteRune(r)
		i += size
	}
	return out.String()
}

// untwist repairs text that was encoded to UTF-8 twice ("â€™" for "’"), the second time as if it were windows-1252. It
// acts only where such runs are the rule: more of the text's non-ASCII runs read as UTF-8 than do not, and one of them
// is a three-byte character or there are several. "Ã" and "Â" in Portuguese or French are left alone by that.
func untwist(text string) string {
	if !strings.Contains(text, "Ã") && !strings.Contains(text, "Â") && !strings.Contains(text, "â€") {
		return text
	}
	fixed, kept, long := 0, 0, false
	var out strings.Builder
	out.Grow(len(text))
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			out.WriteByte(text[i])
			i++
			continue
		}
		end := i
		for end < len(text) && text[end] >= utf8.RuneSelf {
			end++
		}
		if once, ok := onceEncoded(text[i:end]); ok {
			fixed++
			long = long || len(once) >= 3
			out.WriteString(once)
		} else {
			kept++
			out.WriteString(text[i:end])
		}
		i = end
	}
	if fixed <= kept || fixed < 2 && !long {
		return text
	}
	return out.String()
}

// onceEncoded undoes one encoding of a run of non-ASCII characters.
func onceEncoded(run string) (string, bool) {
	raw := make([]byte, 0, len(run))
	for _, r := range run {
		b, ok := charmap.Windows1252.EncodeRune(r)
		if !ok && r >= 0x80 && r <= 0x9f { // the five places that windows-1252 leaves empty pass through in practice
			b, ok = byte(r), true
		}
		if !ok {
			return "", false
		}
		raw = append(raw, b)
	}
	return string(raw), utf8.Valid(raw)
}
