package contract

import (
	"regexp"
	"strings"

	"storywatch/extract/text"
)

var (
	isActivity = regexp.MustCompile(`,?\s+(?:is|was|are|were|serves as|will be|as) (?:the |a )?cont?racting (?:activity|agency|activities|agencies|office|command|authority)\b|, is the contacting activity\b`)
	activityIs = regexp.MustCompile(`(?i)\bthe contracting (?:activity|agency|office)(?: (?:is|was|will be)|:) `)
)

// activityOf is the contracting activity in the words printed, without article and number.
func activityOf(body string) string {
	if m := isActivity.FindStringIndex(body); m != nil {
		return trimName(sentenceBefore(body, m[0]))
	}
	if m := activityIs.FindStringIndex(body); m != nil {
		rest := body[m[1]:]
		if end := strings.IndexByte(rest, '('); end >= 0 {
			rest = rest[:end]
		} else if d := text.New(rest); len(d.Sentences) > 0 {
			rest = d.Slice(d.Sentences[0].Span)
		}
		if n := number.FindStringIndex(rest); n != nil {
			rest = rest[:n[0]]
		}
		return trimName(rest)
	}
	return ""
}

// glued is a full stop without the space behind it, between two sentences.
var glued = regexp.MustCompile(`[a-z0-9)]{3}\.([A-Z][a-z])`)

// sentenceBefore is the sentence of body from its start to at.
func sentenceBefore(body string, at int) string {
	d := text.New(body[:at])
	if len(d.Sentences) == 0 {
		return ""
	}
	s := d.Slice(d.Sentences[len(d.Sentences)-1].Span)
	// a bracket that closes another sentence, "(Awarded …) Naval …"
	if i := strings.LastIndex(s, ") "); i >= 0 && (!strings.Contains(s[:i], "(") || strings.HasPrefix(s, "(")) {
		s = s[i+2:]
	}
	if all := glued.FindAllStringSubmatchIndex(s, -1); all != nil {
		s = s[all[len(all)-1][2]:]
	}
	return s
}

// trimName takes the article and the punctuation off an activity's name; the dot of an abbreviation stays.
func trimName(s string) string {
	s = strings.Trim(s, ",; ")
	if !abbreviated(s) {
		s = strings.TrimRight(s, ".,; ")
	}
	for _, article := range []string{"The ", "the "} {
		s = strings.TrimPrefix(s, article)
	}
	return s
}

// abbreviated reports whether s ends in an abbreviation whose dot belongs to it: "Washington, D.C.", "Dover, Pa."
func abbreviated(s string) bool {
	if strings.HasSuffix(s, ".C.") || strings.HasSuffix(s, ".S.") || strings.HasSuffix(s, "Inc.") {
		return true
	}
	return strings.HasSuffix(s, ".") && places[s[strings.LastIndexByte(s, ' ')+1:]]
}
