package novelty

import (
	_ "embed"
	"slices"
	"strings"
	"time"
)

// Ladder is each type's closed list of statuses: rungs in order, and in one rung the opposite ends of a decision
// ("granted", "denied").
type Ladder map[string][][]string

// step is how one status stands to another of its type.
type step uint8

const (
	same step = iota
	later
	earlier
	opposite
	revived
)

// step says where to stands, seen from from. A status that is not listed is neither later nor earlier: the same.
func (l Ladder) step(typ, from, to string) step {
	if from == to {
		return same
	}
	i, j := l.rung(typ, from), l.rung(typ, to)
	switch {
	case i < 0 || j < 0:
		return same
	case i == j:
		return opposite
	case j > i:
		return later
	case revives[to]:
		return revived
	}
	return earlier
}

func (l Ladder) rung(typ, status string) int {
	return slices.IndexFunc(l[typ], func(rung []string) bool { return slices.Contains(rung, status) })
}

//go:embed types.txt
var typesText string

// onceTypes, objectTypes, courtTypes, wordTypes and pairTypes are explained in types.txt.
var onceTypes, objectTypes, courtTypes, wordTypes, pairTypes = typesWith("once"), typesWith("object"), typesWith("court"), typesWith("words"), typesWith("pair")

// oneAct reports whether two statuses are words for one act: a deal announced and signed on one day.
func oneAct(c *Claim, k *Development) bool {
	if !slices.Contains(actWords[c.Type], k.Status+"="+c.Status) {
		return false
	}
	gap, known := dateGap(c.Date, k.Date)
	return known && gap.Abs() <= actSlack
}

// actWords are the words of each type's line in types.txt.
var actWords = func() map[string][]string {
	words := map[string][]string{}
	for line := range strings.Lines(typesText) {
		if f := strings.Fields(line); len(f) > 1 && f[0] != "#" {
			words[f[0]] = f[1:]
		}
	}
	return words
}()

// actSlack is how far the dates of two reports of one act lie apart: a night, or a zone.
const actSlack = 24 * time.Hour

// ByAnyName reports whether two reports of one development of the type may share no actor: it is enough that they
// belong to one story.
func ByAnyName(typ string) bool { return courtTypes[typ] }

// typesWith are the types whose line in types.txt has the word.
func typesWith(word string) map[string]bool {
	types := map[string]bool{}
	for line := range strings.Lines(typesText) {
		if f := strings.Fields(line); len(f) > 1 && f[0] != "#" {
			types[f[0]] = slices.Contains(f[1:], word)
		}
	}
	return types
}

// words reports whether both statuses only say what is to come: "threatened", then "announced".
func (l Ladder) words(typ, from, to string) bool {
	return wordTypes[typ] && from == "threatened" && to == "announced"
}

// revives are the statuses that take up again what had ended or stopped, wherever the ladder has them.
var revives = map[string]bool{"reinstated": true, "resumed": true}

//go:embed families.txt
var familiesText string

var families, familyMembers = parseFamilies(familiesText)

// Family are the types under which one happening may be reported, the type itself among them.
func Family(typ string) []string {
	if f := familyMembers[typ]; f != nil {
		return f
	}
	return []string{typ}
}

// specific is the more specific of two types of one family: less than 0 when a is, 0 for the same type. ok is false when
// no family holds both.
func specific(a, b string) (order int, ok bool) {
	if a == b {
		return 0, true
	}
	for _, f := range families {
		if i, j := slices.Index(f, a), slices.Index(f, b); i >= 0 && j >= 0 {
			return i - j, true
		}
	}
	return 0, false
}

func parseFamilies(text string) (families [][]string, members map[string][]string) {
	members = map[string][]string{}
	for line := range strings.Lines(text) {
		if f := strings.Fields(line); len(f) > 1 && f[0] != "#" {
			families = append(families, f)
			for _, t := range f {
				members[t] = union(members[t], f)
			}
		}
	}
	return families, members
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
