package when

import (
	_ "embed"
	"strconv"
	"strings"

	"storywatch/extract/text"
)

//go:embed words.txt
var wordFile string

// tense is what a word says of the time of what happens around it.
type tense uint8

const (
	noTense tense = iota
	modal
	ahead
	past
	present
	base // be
	form // a verb without ending: what stands before it decides, else it is the present of a plural
)

var tenses = map[string]tense{"modal": modal, "ahead": ahead, "past": past, "present": present, "base": base, "form": form}

// unit is a stretch of the calendar.
type unit uint8

const (
	noUnit unit = iota
	minutes
	hours
	days
	weeks
	fortnights
	weekends
	months
	quarters
	years
	decades
	centuries
)

var units = map[string]unit{
	"minute": minutes, "hour": hours, "day": days, "week": weeks, "fortnight": fortnights, "weekend": weekends,
	"month": months, "quarter": quarters, "year": years, "decade": decades, "century": centuries,
}

// entry is what is known of a word.
type entry struct {
	key                    string // the word in lower case
	month, weekday, season int8
	number, ordinal        int8
	unit                   unit
	tense                  tense
	unsure                 bool // a month or weekday that is another word too
	part, plan, plain      bool
	zone                   string
}

var lexicon = readWords(wordFile)

// keywords are words that the grammar itself names.
const keywords = `a about after ago an and at before beginning between but by century coming couple current day during each earlier early effective end ended ending
	every few fiscal following for from full fy half have in last late later latest mid midnight next noon now o'clock of on or over overnight past previous previously
	q1 q2 q3 q4 recent same several since some starting that the these this those through till to today tomorrow tonight until week within yesterday year-end
	am pm a.m a.m. p.m p.m. over' preceding prior hours' local time standard daylight be being not st coming born published posted updated not neither nor than thousand hundred commencing or has must shall will`

func readWords(file string) map[string]*entry {
	m := map[string]*entry{}
	at := func(w string) *entry {
		e := m[w]
		if e == nil {
			e = &entry{key: w}
			m[w] = e
		}
		return e
	}
	for _, w := range strings.Fields(keywords) {
		at(w)
	}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) < 3 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if f[0] == "plan" {
			for _, w := range f[1:] {
				at(w).plan = true
			}
			continue
		}
		n, _ := strconv.Atoi(strings.TrimSuffix(f[1], "?"))
		for _, w := range f[2:] {
			e := at(w)
			e.unsure = e.unsure || strings.HasSuffix(f[1], "?")
			switch f[0] {
			case "month":
				e.month = int8(n)
			case "weekday":
				e.weekday = int8(n)
			case "season":
				e.season = int8(n)
			case "number":
				e.number = int8(n)
			case "ordinal":
				e.ordinal = int8(n)
			case "unit":
				e.unit = units[f[1]]
			case "part":
				e.part = true
			case "zone":
				e.zone = f[1]
			case "tense":
				e.tense = tenses[f[1]]
			case "plain":
				e.plain = true
			}
		}
	}
	return m
}

// nothing is the entry of a word that is not in the lexicon.
var nothing = &entry{}

// word is a token with what the lexicon says of it.
type word struct {
	*entry
	text.Span
	text  string // as written, without a possessive ending
	upper bool   // begins with a capital
	kind  text.Kind
}

// longestWord is the longest entry in bytes; longer tokens are not looked up.
const longestWord = 24

// look finds the entry of s, letter case aside, without allocating.
func look(s string) *entry {
	if len(s) == 0 || len(s) > longestWord {
		return nothing
	}
	if strings.Contains(s, "’") {
		s = strings.ReplaceAll(s, "’", "'")
	}
	var buf [longestWord]byte
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	if e := lexicon[string(buf[:len(s)])]; e != nil {
		return e
	}
	return nothing
}

// wordsOf looks up every token of d.
func wordsOf(d *text.Document) []word {
	out := make([]word, len(d.Tokens))
	for i, t := range d.Tokens {
		s := d.Slice(t.Span)
		w := word{entry: nothing, Span: t.Span, text: s, kind: t.Kind}
		if t.Kind == text.Word {
			s = withoutPossessive(s)
			w.text = s
			w.End = w.Start + len(s)
			w.upper = s[0] >= 'A' && s[0] <= 'Z'
			w.entry = look(s)
			if w.entry == nothing && endsInEd(s) {
				w.entry = pastVerb
			}
		}
		out[i] = w
	}
	return out
}

var pastVerb = &entry{tense: past}

// endsInEd reports whether s looks like a regular past form. Capitalised words are names more often than verbs.
func endsInEd(s string) bool {
	return len(s) > 3 && strings.HasSuffix(s, "ed") && s[0] >= 'a' && s[0] <= 'z' && !strings.Contains(s, "-")
}

func withoutPossessive(s string) string {
	if r := strings.TrimSuffix(s, "'s"); len(r) > 1 && len(r) < len(s) {
		return r
	}
	if r := strings.TrimSuffix(s, "’s"); len(r) > 1 && len(r) < len(s) {
		return r
	}
	return s
}

// digits reads s when it is nothing but up to four digits.
func digits(s string) (int, bool) {
	if len(s) == 0 || len(s) > 4 {
		return 0, false
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

// ordinalDigits reads 1st, 2nd, 3rd, 27th.
func ordinalDigits(s string) (int, bool) {
	if len(s) < 3 || len(s) > 4 {
		return 0, false
	}
	switch strings.ToLower(s[len(s)-2:]) {
	case "st", "nd", "rd", "th":
		return digits(s[:len(s)-2])
	}
	return 0, false
}
