// Package charset turns bytes of feeds and pages into UTF-8. It decides by what the bytes are before what is said
// about them, never fails, and knows nothing of HTML or XML beyond where they name their encoding.
package charset

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	htmlcharset "golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

const (
	// minConfidence (percent) is what the statistical detector must claim before it is believed over windows-1252,
	// the encoding of most Western pages that name none. Prose in another script scores 30 and more, and the noise of short Western texts less.
	minConfidence = 25
	// maxStatistics is how many bytes the detector reads: its answer no longer changes after some tens of kilobytes.
	maxStatistics = 64 << 10
	// maxBadShare is how many of a text's non-ASCII bytes (one in so many) may be undecodable before a declared
	// multi-byte encoding is taken for a mistake, and how many bad bytes a UTF-8 text may hold beside good sequences.
	maxBadShare = 4
)

// UTF8 decodes body and names the encoding it was read as (its WHATWG name in lower case). contentType is the value of
// the HTTP header, or "". The order is: byte order mark; bytes that are UTF-8, or nearly; the header; a meta element
// or XML declaration in the document's head; statistics. iso-8859-1 means windows-1252, as in browsers
// (https://encoding.spec.whatwg.org). The result is valid UTF-8 without a byte order mark whatever the input: what
// cannot be decoded becomes U+FFFD.
func UTF8(body []byte, contentType string) (text string, name string) {
	if enc, name, rest := byteOrderMark(body); enc != nil {
		return decode(enc, rest), name
	} else if name != "" {
		return repairUTF8(rest), name
	}
	if enc, name := wideUnits(body); enc != nil {
		return decode(enc, body), name
	}
	if utf8.Valid(body) {
		if bytes.Contains(body, []byte("\x1b$")) {
			if text, name, ok := shiftEncoded(body, candidates(body, contentType)); ok {
				return text, name
			}
		}
		return untwist(string(body)), "utf-8"
	}
	if nearlyUTF8(body) {
		return untwist(repairUTF8(body)), "utf-8"
	}
	for _, label := range candidates(body, contentType) {
		if text, name, ok := decodeAs(label, body); ok {
			return text, name
		}
	}
	return byStatistics(body)
}

// candidates are the encoding labels that the header and the document's head name, most trusted first.
func candidates(body []byte, contentType string) []string {
	var labels []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		labels = append(labels, params["charset"])
	} else if label := looseCharset(contentType); label != "" {
		labels = append(labels, label)
	}
	return append(labels, inDocument(body)...)
}

// byteOrderMark returns the encoding that a mark at the start names and the bytes after it. For UTF-8 the encoding is nil.
func byteOrderMark(body []byte) (encoding.Encoding, string, []byte) {
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		return nil, "utf-8", body[3:]
	case bytes.HasPrefix(body, []byte("\x00\x00\xfe\xff")):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be", body[4:]
	case bytes.HasPrefix(body, []byte("\xff\xfe\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le", body[4:]
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", body[2:]
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le", body[2:]
	}
	return nil, "", body
}

// wideUnits recognises UTF-16 and UTF-32 without a mark by the zero bytes beside the first '<' (XML 1.0, appendix F).
func wideUnits(body []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(body, []byte("\x00\x00\x00<")):
		return utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM), "utf-32be"
	case bytes.HasPrefix(body, []byte("<\x00\x00\x00")):
		return utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM), "utf-32le"
	case bytes.HasPrefix(body, []byte("\x00<")) && len(body) > 2 && body[2] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be"
	case bytes.HasPrefix(body, []byte("<\x00")) && len(body) > 3 && body[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "utf-16le"
	}
	return nil, ""
}

// shiftEncoded decodes ISO-2022-JP, which is all ASCII to look at, where it is declared and its escapes are there.
func shiftEncoded(body []byte, declared []string) (string, string, bool) {
	for _, label := range declared {
		if strings.EqualFold(label, "iso-2022-jp") {
			return decodeAs(label, body)
		}
	}
	return "", "", false
}

// lookup finds an encoding by any of its names, the WHATWG's meaning first; nil when nobody knows it or when it cannot
// be what these bytes are (UTF-8 and UTF-16 were ruled out before, ASCII has no high bytes).
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	enc, name := htmlcharset.Lookup(label)
	switch {
	case name == "utf-8", name == "replacement", strings.HasPrefix(name, "utf-16"), label == "us-ascii", label == "ascii":
		return nil, ""
	case enc != nil:
		return enc, name
	}
	enc, err := ianaindex.IANA.Encoding(label)
	if err != nil || enc == nil {
		return nil, ""
	}
	return enc, label
}

// decodeAs decodes body as the encoding that label names; ok=false when there is no such encoding or too much of the
// text is not in it.
func decodeAs(label string, body []byte) (text, name string, ok bool) {
	enc, name := lookup(label)
	if enc == nil {
		return "", "", false
	}
	text = decode(enc, body)
	if bad := strings.Count(text, "\ufffd"); bad > 1 && bad*maxBadShare > highBytes(body) {
		return "", "", false
	}
	return text, name, true
}

// byStatistics asks a detector, and takes windows-1252 when it does not know.
func byStatistics(body []byte) (string, string) {
	if !westernPunctuation(body) {
		sample := body[:min(len(body), maxStatistics)]
		if best, err := chardet.NewHtmlDetector().DetectBest(sample); err == nil && best.Confidence >= minConfidence {
			if text, name, ok := decodeAs(best.Charset, body); ok {
				return text, name
			}
		}
	}
	return decode(charmap.Windows1252, body), "windows-1252"
}

// westernPunctuation reports whether most high bytes are windows-1252's curly quotes, dashes, dots, bullets or
// no-break spaces: in other single-byte encodings these places are rare letters.
func westernPunctuation(body []byte) bool {
	marks, high := 0, 0
	for _, b := range body {
		if b < utf8.RuneSelf {
			continue
		}
		high++
		if b == 0x85 || b >= 0x91 && b <= 0x97 || b == 0xa0 {
			marks++
		}
	}
	return marks*2 > high
}

func highBytes(body []byte) int {
	n := 0
	for _, b := range body {
		if b >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

func decode(enc encoding.Encoding, body []byte) string {
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil { // decoders replace what they cannot read; an error would be one of the package's own
		return repairUTF8(body)
	}
	return strings.ToValidUTF8(string(out), "\ufffd")
}
