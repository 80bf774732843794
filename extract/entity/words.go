package entity

import (
	_ "embed"
	"strings"
)

//go:embed titles.txt
var titleFile string

//go:embed orgs.txt
var orgFile string

//go:embed places.txt
var placeFile string

//go:embed demonyms.txt
var demonymFile string

//go:embed outlets.txt
var outletFile string

//go:embed common.txt
var commonFile string

//go:embed firstnames.txt
var firstNameFile string

// title is one line of titles.txt.
type title struct {
	gender Gender
	abbr   bool // written with a dot
	mod    bool // no title without another title word
	honor  bool // Mr., Dr.: no role
	name   bool // also a surname
	vague  bool // often no title: counts only before what looks like a person
}

// isTitle reports whether a lower-case word stands in titles.txt.
func isTitle(low string) bool {
	_, ok := titles[low]
	return ok
}

// org is one line of orgs.txt.
type org struct {
	kind     Kind
	legal    bool // may be left off
	of       bool // may go on with "of" or "for"
	anywhere bool // decides also when it is not the last word
}

var (
	titles     = readTitles(titleFile)
	orgs       = readOrgs(orgFile)
	places     = readLines(placeFile)
	demonyms   = readLines(demonymFile)
	outlets    = readLines(outletFile)
	firstNames = readFirstNames(firstNameFile)

	// startWords are no names at a sentence's start, neverNames nowhere.
	// nameStarters are start words that do begin names in mid-sentence.
	startWords, nameStarters, neverNames = readCommon(commonFile)
)

// lines yields the lines of a data file without comments and blanks.
func lines(file string) []string {
	var out []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, line)
		}
	}
	return out
}

func readTitles(file string) map[string]title {
	m := map[string]title{}
	for _, line := range lines(file) {
		f := strings.Fields(line)
		var t title
		for _, flag := range f[1:] {
			switch flag {
			case "f":
				t.gender = Female
			case "m":
				t.gender = Male
			case "abbr":
				t.abbr = true
			case "mod":
				t.mod = true
			case "honor":
				t.honor = true
			case "surname":
				t.name = true
			case "vague":
				t.vague = true
			}
		}
		m[f[0]] = t
	}
	return m
}

func readOrgs(file string) map[string]org {
	m := map[string]org{}
	for _, line := range lines(file) {
		f := strings.Fields(line)
		o := org{kind: Kind(f[1])}
		for _, flag := range f[2:] {
			switch flag {
			case "legal":
				o.legal = true
			case "of", "for":
				o.of = true
			case "anywhere":
				o.anywhere = true
			}
		}
		m[f[0]] = o
	}
	return m
}

func readLines(file string) map[string]bool {
	m := map[string]bool{}
	for _, line := range lines(file) {
		m[line] = true
	}
	return m
}

func readFirstNames(file string) map[string]Gender {
	m := map[string]Gender{}
	g := Any
	for _, line := range lines(file) {
		switch line {
		case "[female]":
			g = Female
		case "[male]":
			g = Male
		case "[either]":
			g = Any
		default:
			for _, w := range strings.Fields(line) {
				m[w] = g
			}
		}
	}
	return m
}

func readCommon(file string) (start, begin, never map[string]bool) {
	start, begin, never = map[string]bool{}, map[string]bool{}, map[string]bool{}
	m := start
	for _, line := range lines(file) {
		switch line {
		case "[names]":
			m = begin
			continue
		case "[always]":
			m = never
			continue
		}
		for _, w := range strings.Fields(line) {
			m[w] = true
		}
	}
	return start, begin, never
}
