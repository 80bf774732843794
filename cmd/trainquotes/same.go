package main

import (
	"strings"
	"unicode"
)

// same reports whether a mention means the speaker that somebody marked: the words of one hold those of the other, or
// they share the last word of a name. A pronoun is only the same pronoun.
func same(marked, mention string) bool {
	m, g := split(mention), split(marked)
	if len(m) == 0 || len(g) == 0 || len(m) > len(g)+8 {
		return false
	}
	ml, gl := low(m), low(g)
	if strings.Join(ml, " ") == strings.Join(gl, " ") {
		return true
	}
	if len(gl) == 1 && pronouns[gl[0]] || len(ml) == 1 && pronouns[ml[0]] {
		return false
	}
	have := map[string]bool{}
	for _, w := range ml {
		have[w] = true
	}
	all := true
	for _, w := range gl {
		all = all && have[w]
	}
	if all {
		return true
	}
	for _, h := range heads(plain(marked)) {
		if have[h] {
			return true
		}
	}
	return false
}

var pronouns = set("he she they it we i you him her them his their who those these this that one others some many us me which")

// titles are words before a name that are not its own.
var titles = set("the a an mr mrs ms miss dr sir lord lady sen rep gov president senator representative governor secretary former then candidate " +
	"professor prof judge gen general col lt sgt capt chief minister prime vice chairman chairwoman spokesman spokeswoman spokesperson director king pope rev jr sr ii iii")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// split cuts a mention into words, without possessive endings and articles.
func split(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(s, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("'’-.,", c)
	}) {
		w = strings.TrimRight(strings.Trim(w, ".,-'’"), ".")
		w = strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s")
		w = strings.ReplaceAll(w, ".", "")
		if w != "" && w != "the" && w != "a" && w != "an" && w != "The" && w != "A" {
			out = append(out, w)
		}
	}
	return out
}

func low(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = strings.ToLower(w)
	}
	return out
}

// plain cuts a marked speaker into stretches without what stands in brackets or behind a comma.
func plain(marked string) [][]string {
	for {
		before, rest, open := strings.Cut(marked, "(")
		_, after, closed := strings.Cut(rest, ")")
		if !open || !closed {
			break
		}
		marked = before + " " + after
	}
	var out [][]string
	for part := range strings.SplitSeq(marked, ",") {
		if words := split(part); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// heads are the last words of the names in a marked speaker, else the noun before its first preposition.
func heads(parts [][]string) []string {
	var out []string
	for _, words := range parts {
		last := ""
		for _, w := range words {
			if c := []rune(w)[0]; unicode.IsUpper(c) || unicode.IsDigit(c) {
				if l := strings.ToLower(w); !titles[l] {
					last = l
				}
				continue
			}
			if last != "" {
				out, last = append(out, last), ""
			}
		}
		if last != "" {
			out = append(out, last)
		}
	}
	if len(out) > 0 || len(parts) == 0 {
		return out
	}
	last := ""
	for _, w := range parts[0] {
		if last != "" && endsHead[w] {
			break
		}
		last = strings.ToLower(w)
	}
	return []string{last}
}

// endsHead are words behind the noun that a noun phrase is about.
var endsHead = set("of in for from at with who that which on to by and familiar close near about whose including briefed speaking")
