package novelty

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Decide says what a claim is to the developments that are known. The order of known does not matter.
func Decide(c Claim, known []Development, r Rules) Decision {
	if c.Ignored != "" {
		return Decision{Kind: Ignore, Reason: c.Ignored}
	}
	c.Actors = identifying(c.Actors)
	known = slices.Clone(known)
	for i := range known {
		known[i].Actors = identifying(known[i].Actors)
	}
	var all []Comparison
	for i := range known {
		all = append(all, match(&c, &known[i], &r))
	}
	slices.SortStableFunc(all, func(a, b Comparison) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Development, b.Development))
	})
	d := Decision{}
	if len(all) > 0 && all[0].Fits {
		i := slices.IndexFunc(known, func(k Development) bool { return k.ID == all[0].Development })
		d = against(&c, &known[i], &r)
		// Granted in a court that is not named says nothing of what another denied; it may still be what was asked for.
		for _, next := range all[1:] {
			if d.Kind != New || !next.Fits {
				break
			}
			i = slices.IndexFunc(known, func(k Development) bool { return k.ID == next.Development })
			d = against(&c, &known[i], &r)
		}
	} else {
		d = unknown(&c, &r)
	}
	d.Compared = all[:min(len(all), maxCompared)]
	return d
}

// identifying are the actors that have a name: "federal judge" and "workers" are in a hundred stories.
func identifying(actors []Actor) []Actor {
	return slices.DeleteFunc(slices.Clone(actors), func(a Actor) bool {
		r, _ := utf8.DecodeRuneInString(a.Name)
		return a.Kind == "" && (unicode.IsLower(r) && strings.ToLower(a.Name) == a.Name || pluralAcronym(a.Name))
	})
}

// pluralAcronym reports whether a name is only a kind of people or bodies: "CEOs", "MPs".
func pluralAcronym(s string) bool {
	s, ok := strings.CutSuffix(s, "s")
	return ok && len(s) > 1 && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}

// unknown decides of a claim that fits nothing.
func unknown(c *Claim, r *Rules) Decision {
	if c.Withdraws {
		return Decision{Kind: Ignore, Reason: "takes back what nobody reported"}
	}
	if _, last, ok := span(c.Date); ok && len(c.Date) >= len("2006-01-02") && c.SeenAt.Sub(last) > StaleAfter {
		return Decision{Kind: Ignore, Reason: fmt.Sprintf("background: it happened on %s", c.Date)}
	}
	d := Decision{Kind: New, Voice: Independent, Reason: "nothing known fits"}
	d.Unconfirmed = !enough(c, c.Actors, r, false)
	d.Nameless = nameless(c, c.Actors)
	if d.Unconfirmed {
		d.Reason += "; " + waits(c, c.Actors)
	}
	return d
}

// against decides of a claim that speaks of a known development.
func against(c *Claim, k *Development, r *Rules) Decision {
	d := Decision{Development: k.ID, StatusBefore: k.Status, Voice: independence(c, k), Unconfirmed: k.Unconfirmed}
	if c.Withdraws {
		return takeBack(d, c, k)
	}
	parties := slices.Concat(k.Actors, c.Actors)
	order, _ := specific(c.Type, k.Type)
	if order != 0 {
		d.Kind, d.Refines = Coverage, order < 0
		d.Reason = fmt.Sprintf("the same happening as %s, reported as %s", k.Type, c.Type)
		return d
	}
	switch s := r.Ladder.step(c.Type, k.Status, c.Status); {
	case s == later && c.Passing && !c.Voice.Primary:
		d.Kind, d.Reason = Coverage, fmt.Sprintf("%s is later than %s, but it is said in passing and without a date", c.Status, k.Status)
		return d
	case s == later && r.Ladder.words(c.Type, k.Status, c.Status):
		d.Kind, d.Reason = Coverage, fmt.Sprintf("%s and %s are words, both before the deed", c.Status, k.Status)
		return d
	case s == later && oneAct(c, k):
		d.Kind, d.Refines, d.Reason = Coverage, true, fmt.Sprintf("%s and %s of one day are one act", k.Status, c.Status)
		return d
	case s == later && len(c.Actors) == 0 && len(k.Actors) > 0 && !tied(c, k) && !courtTypes[c.Type] && dateApart(c, k):
		d.Kind, d.Reason = Coverage, fmt.Sprintf("%s is later than %s, but nobody says whose it is", c.Status, k.Status)
		return d
	case s == later:
		d.Kind, d.Reason = Upgrade, fmt.Sprintf("%s is later than %s", c.Status, k.Status)
		d.Unconfirmed = !enough(c, parties, r, false)
	case s == revived:
		d.Kind, d.Reason = Reversal, fmt.Sprintf("%s after %s", c.Status, k.Status)
		d.Unconfirmed = !enough(c, parties, r, false)
	case s == opposite && oneCourt(c, k):
		d.Kind, d.Reason = Reversal, fmt.Sprintf("%s is the opposite of %s", c.Status, k.Status)
		d.Unconfirmed = !enough(c, parties, r, false)
	case s == opposite:
		// granted here and denied somewhere that is not named: nobody says it is the same court
		d = unknown(c, r)
		d.Reason = fmt.Sprintf("%s is the opposite of %s, but the courts are not known to be one", c.Status, k.Status)
		return d
	case s == earlier:
		d.Kind, d.Reason = Coverage, fmt.Sprintf("%s is earlier than %s, which is known", c.Status, k.Status)
	default:
		return again(d, c, k, r)
	}
	if d.Unconfirmed {
		d.Reason += "; " + waits(c, parties)
	}
	return d
}

func tied(c *Claim, k *Development) bool {
	return c.Docket != "" && k.Docket != "" && SameDocket(c.Docket, k.Docket)
}

// dateApart reports whether the dates do not speak for one happening.
func dateApart(c *Claim, k *Development) bool {
	gap, known := dateGap(c.Date, k.Date)
	return !known || gap.Abs() > DateSlack
}

// again decides of a claim that says what is known: one more voice, which may confirm.
func again(d Decision, c *Claim, k *Development, r *Rules) Decision {
	if k.Unconfirmed && !k.Withdrawn && enough(c, slices.Concat(k.Actors, c.Actors), r, d.Voice == Independent) {
		d.Kind, d.Confirms, d.Unconfirmed = Upgrade, true, false
		d.Reason = "confirmed by a second independent voice"
		if d.Voice != Independent {
			d.Reason = "now said plainly"
		}
		return d
	}
	d.Kind, d.Reason = Coverage, "said again"
	return d
}

func takeBack(d Decision, c *Claim, k *Development) Decision {
	switch {
	case k.Withdrawn:
		d.Kind, d.Reason = Coverage, "was withdrawn before"
	case c.Status == "corrected" && others(c, k):
		d.Kind, d.Reason = Coverage, "corrects its own report; others report it, too"
		return d
	case c.Status == "corrected":
		d.Kind, d.Reason = Correction, "corrects what was said"
	default:
		d.Kind, d.Reason = Withdrawn, "takes back what was said"
	}
	d.Unconfirmed = false
	return d
}

// others reports whether somebody else than the claim's source reports the development: then it does not rest on what is
// corrected.
func others(c *Claim, k *Development) bool {
	return slices.ContainsFunc(k.Voices, func(v Voice) bool {
		return v.Source != c.Voice.Source && (v.Article == 0 || v.Article != c.Voice.Article) && (v.Owner == "" || !strings.EqualFold(v.Owner, c.Voice.Owner))
	})
}

// oneCourt reports whether a decision was made where the known one was: the same court or docket, or no court is named
// at all.
func oneCourt(c *Claim, k *Development) bool {
	if c.Docket != "" && k.Docket != "" {
		return SameDocket(c.Docket, k.Docket)
	}
	if (c.Court == "") != (k.Court == "") {
		return false
	}
	if c.Court == "" {
		return true
	}
	fits, says := sameCourt(c.Court, k.Court)
	return fits && (says || strings.EqualFold(c.Court, k.Court))
}

// sensitive are the types that harm a person when they are wrong.
var sensitive = map[string]bool{"criminal-charges": true, "investigation": true}

// enough reports whether a claim about parties may alert on this voice: second is true when another independent voice
// said it before. What names a person beside a crime needs a primary source or two voices, however plainly it is said.
func enough(c *Claim, parties []Actor, r *Rules, second bool) bool {
	if second {
		return true
	}
	return !accuses(c, parties) && !nameless(c, parties) && c.Confidence >= r.UnconfirmedBelow
}

func accuses(c *Claim, parties []Actor) bool {
	return sensitive[c.Type] && ofKind(parties, "person") != "" && !c.Voice.Primary
}

// nameless reports whether a claim says only that somebody did something, or with somebody.
func nameless(c *Claim, parties []Actor) bool {
	if pairTypes[c.Type] && len(parties) < 2 {
		return c.Docket == "" && !c.Voice.Primary
	}
	return len(parties) == 0 && c.Docket == "" && c.Court == ""
}

func waits(c *Claim, parties []Actor) string {
	switch {
	case accuses(c, parties):
		return "it names a person: waits for a primary source or a second independent voice"
	case nameless(c, parties):
		return "not all parties are known: waits for a second independent voice"
	}
	return fmt.Sprintf("confidence %.2f: waits for a second independent voice", c.Confidence)
}

// Independence is how a voice stands to those before it.
type Independence string

// The kinds of voice.
const (
	Independent Independence = "independent"
	Copy        Independence = "copy"       // the same writing
	SameOwner   Independence = "same-owner" // the same source, owner, or person or outlet it relies on
)

func independence(c *Claim, k *Development) Independence {
	out := Independent
	for _, v := range k.Voices {
		switch {
		case v.Article != 0 && (v.Article == c.Voice.Article || slices.Contains(c.Voice.Contains, v.Article)):
			return Copy
		case v.Source == c.Voice.Source, v.Owner != "" && strings.EqualFold(v.Owner, c.Voice.Owner), relies(c, v):
			out = SameOwner
		}
	}
	return out
}

// relies reports whether both voices have it from the same third party, or one has it from the other. A party that speaks
// for itself is no third party: ten outlets that heard it are ten voices.
func relies(c *Claim, v Voice) bool {
	from := c.Voice.AttributedTo
	if slices.ContainsFunc(c.Actors, func(a Actor) bool { return strings.EqualFold(a.Name, from) }) {
		from = ""
	}
	return from != "" && (strings.EqualFold(from, v.AttributedTo) || strings.EqualFold(from, v.SourceName)) ||
		v.AttributedTo != "" && strings.EqualFold(v.AttributedTo, c.Voice.SourceName)
}
