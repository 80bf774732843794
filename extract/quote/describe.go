package quote

import (
	"slices"
	"strings"
	"unicode"

	"storywatch/extract/entity"
)

// How often a common noun with "the" was resolved right on news read by hand.
const (
	roleSure    = .88 // the only person of the text who is that
	nearSure    = .75 // one of several, the last of them to speak
	onlySure    = .88 // the only company or agency of the text
	spokenSure  = .85 // the last company to speak
	anonymous   = 1.0 // people without a name keep the words of the text
	maxDefinite = 8   // tokens of a phrase that takes somebody up again; longer ones introduce
)

// common finds who "the company" or "the minister" is; people without a name keep the words that the text gives them.
func (s *resolver) common(p phrase) (string, float64) {
	r := s.r
	words := r.text(p)
	if name, sure, ok := s.owned(p); ok {
		return name, sure
	}
	if name, ok := s.writer(p); ok {
		return name, writerSure
	}
	if r.low[p.first] != "the" || p.last-p.first > maxDefinite {
		return words, anonymous
	}
	head := r.headOf(p)
	n := nouns[head]
	if n&peopleNoun != 0 {
		if words, ok := s.introduced(p, head); ok {
			s.reasons[p.first] = "introduced before as " + words
			return words, roleSure
		}
	}
	switch {
	case n&bodyNoun != 0:
		if name, sure := s.bodyNamed(p, head); name != "" {
			return name, sure
		}
	case n&peopleNoun != 0 && !severalPeople(head) || r.aged(p.first+1) != "":
		if name, sure := s.described(p, head); name != "" {
			return name, sure
		}
	}
	return words, anonymous
}

// bodyNamed is the company or agency that "the company" stands for: the only one before, else the one that spoke last
// or that the sentence before is about. "" when two fit.
func (s *resolver) bodyNamed(p phrase, head string) (string, float64) {
	r := s.r
	at := r.d.Tokens[p.first].Start
	here := r.d.SentenceAt(at)
	fits := func(m entity.Mention) bool {
		return (m.Kind == entity.Company || m.Kind == entity.Agency || m.Kind == entity.Unknown && m.Gender == entity.Any) && organisation(head, m.Kind)
	}
	names, maybe := map[string]bool{}, map[string]bool{}
	only := ""
	for _, m := range r.names.Mentions {
		if m.Start >= at {
			break
		}
		if m.Kind != entity.Unknown && fits(m) && !names[m.Name] {
			names[m.Name] = true
			only = m.Name
		}
		if m.Kind == entity.Unknown && fits(m) {
			maybe[m.Name] = true
		}
	}
	if r.qualified(p) {
		return "", 0 // the ministry of the interior
	}
	if len(names) == 0 && len(maybe) == 1 {
		for name := range maybe {
			s.reasons[p.first] = name + " is the only name that may be a " + head
			return name, subjectSure
		}
	}
	if len(names) == 1 && len(maybe) == 0 {
		s.reasons[p.first] = only + " is the only " + head + " named before"
		return only, onlySure
	}
	spoke, spokeAt := "", -1
	for k := s.before(p.first) - 1; k >= 0; k-- {
		src := s.sources[k]
		if here-r.d.SentenceAt(r.d.Tokens[src.who.first].Start) > maxBack {
			break
		}
		if src.who.last <= p.first && src.who.sort == byName && fits(r.names.Mentions[src.who.name]) {
			spoke, spokeAt = r.names.Mentions[src.who.name].Name, src.who.first
			break
		}
	}
	for k := here; k >= 0 && k >= here-maxSubjects; k-- {
		hi := r.d.Sentences[k].Last
		if k == here {
			hi = p.first
		}
		n := r.themeName(r.theme(r.d.Sentences[k].First, hi))
		if n < 0 || !fits(r.names.Mentions[n]) || r.d.TokenAt(r.names.Mentions[n].Start) < spokeAt {
			continue
		}
		name := r.names.Mentions[n].Name
		s.reasons[p.first] = "the sentence before is about " + name
		switch {
		case name == spoke:
			return name, spokenSure
		case r.names.Mentions[n].Kind == entity.Unknown:
			return name, oldSure
		}
		return name, subjectSure
	}
	if first := r.d.Sentences[here].First + 1; first < p.first && r.low[first-1] == "in" { // In Norvane's letter, the company
		if n := r.named(first); n >= 0 && r.possessive(r.nameLast(first)) && fits(r.names.Mentions[n]) {
			s.reasons[p.first] = "the sentence begins with " + r.names.Mentions[n].Name
			return r.names.Mentions[n].Name, subjectSure
		}
	}
	if spoke != "" {
		s.reasons[p.first] = spoke + " is the last " + head + " that spoke"
		return spoke, spokenSure
	}
	if len(names) == 1 {
		s.reasons[p.first] = only + " is the only name before that is surely a " + head
		return only, besideSure
	}
	if name := s.mostNamed(at, fits); name != "" {
		s.reasons[p.first] = name + " is the " + head + " named most before"
		return name, oldSure
	}
	return "", 0
}

// qualified reports whether more words behind the noun of p say which one is meant.
func (r *reader) qualified(p phrase) bool {
	for k := p.first + 1; k < p.last; k++ {
		if r.named(k) < 0 && r.is(k, preposition) {
			return true
		}
	}
	return false
}

// themeName is the name that a subject is or begins with: "Norvane", "Norvane's plan", "a Norvane spokesman"; or -1.
func (r *reader) themeName(q phrase) int {
	if q.sort == byName {
		return q.name
	}
	if q.sort == byNoun {
		for k := q.first; k < q.last && k < q.first+3; k++ {
			if n := r.named(k); n >= 0 {
				return n
			}
			if k > q.first && r.is(k, preposition) {
				break
			}
		}
	}
	return -1
}

// dominant is how many times as often as any other a company must be named to be meant by "the company".
const dominant = 2

// mostNamed is the fitting name that the sentences just before byte offset at have, when it is by far the most named
// of its kind in the text up to there.
func (s *resolver) mostNamed(at int, fits func(entity.Mention) bool) string {
	r := s.r
	counts := map[string]int{}
	best, second := "", 0
	near := false
	from := r.d.Sentences[max(0, r.d.SentenceAt(at)-maxBack)].Start
	for _, m := range r.names.Mentions {
		if m.Start >= at {
			break
		}
		if fits(m) && (m.Kind != entity.Unknown || s.acts(m.Name)) {
			counts[m.Name]++
		}
	}
	for name, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && name < best {
			best = name
		}
	}
	for name, n := range counts {
		if name != best {
			second = max(second, n)
		}
	}
	for _, m := range r.names.Mentions {
		near = near || m.Name == best && m.Start >= from && m.Start < at
	}
	if best == "" || !near || counts[best] < dominant*second {
		return ""
	}
	return best
}

// organisation reports whether a noun can stand for a name of kind k.
func organisation(noun string, k entity.Kind) bool {
	switch noun {
	case "company", "firm", "startup", "start-up", "maker", "developer", "manufacturer", "brand", "vendor", "supplier", "retailer", "airline":
		return k == entity.Company || k == entity.Unknown
	case "agency", "department", "ministry", "commission", "committee", "court", "office", "bureau", "regulator":
		return k == entity.Agency
	}
	return false
}

// described is the one person before whom the text gives what the phrase says: "the senator", "the 34-year-old".
func (s *resolver) described(p phrase, head string) (string, float64) {
	r := s.r
	best, top := []string{}, 0
	at := r.d.Tokens[p.first].Start
	for ; s.told < len(r.names.Mentions) && r.names.Mentions[s.told].Start < at; s.told++ { // mentions are read in text order, each once
		m := r.names.Mentions[s.told]
		if m.Kind != entity.Person && !(m.Kind == entity.Unknown && strings.Contains(m.Name, " ")) {
			continue
		}
		if s.traits[m.Name] == nil {
			s.traits[m.Name] = map[string]bool{}
			s.people = append(s.people, m.Name)
		}
		r.describe(m, s.traits[m.Name])
	}
	want := r.wanted(p)
	age := r.aged(p.first + 1)
	role := sameRole(r.roleWord(p, head))
	for _, name := range s.people {
		has := s.traits[name]
		fit := 0
		switch {
		case age != "" && has[age]:
			fit = 3
		case has[role] && !has["former"]:
			fit = 2
		case has[role]:
			fit = 1
		default:
			continue
		}
		for _, w := range want {
			if has[w] {
				fit += 2
			}
		}
		if fit > top {
			best, top = nil, fit
		}
		if fit == top {
			best = append(best, name)
		}
	}
	switch len(best) {
	case 0:
		return "", 0
	case 1:
		s.reasons[p.first] = "the text calls " + best[0] + " that"
		if len(want) > 0 && top < 4 {
			return best[0], nearSure // the minister is known, whether he is the Norland one is not said
		}
		return best[0], roleSure
	}
	here := r.d.SentenceAt(at)
	for k := s.before(p.first) - 1; k >= 0; k-- {
		src := s.sources[k]
		if here-r.d.SentenceAt(r.d.Tokens[src.who.first].Start) > maxSubjects {
			break
		}
		if name := s.settled[src.who.first].name; slices.Contains(best, name) {
			s.reasons[p.first] = name + " is the last of several " + head + "s to speak"
			return name, nearSure
		}
	}
	s.rivals[p.first] = best
	return "", 0
}

// roleWord is the head of p with the word before it that makes it another role: "chief executive", "vice president".
func (r *reader) roleWord(p phrase, head string) string {
	for k := p.first + 1; k < p.last; k++ {
		if r.low[k] == head && k > p.first+1 {
			if two := r.low[k-1] + " " + head; roles[two] != "" {
				return two
			}
		}
	}
	return head
}

// wanted are the words that tell the one meant by p from others of the role: "the Vermont senator" → vermont.
func (r *reader) wanted(p phrase) []string {
	head := r.headOf(p)
	var out []string
	for k := p.first + 1; k < p.last; k++ {
		w := bareLow(r.low[k])
		if w == head || !r.isWord(k) || r.is(k, preposition|determiner|conjunction|auxiliary) || roles[w+" "+head] != "" || r.aged(k) != "" {
			continue
		}
		if r.named(k) >= 0 || r.noun(k) != 0 || r.capital(k) {
			out = append(out, w)
		}
	}
	return out
}

// aged is the age that token i tells: 34-year-old.
func (r *reader) aged(i int) string {
	if i >= len(r.low) {
		return ""
	}
	w := r.low[i]
	n := strings.IndexFunc(w, func(c rune) bool { return !unicode.IsDigit(c) })
	if n > 0 && strings.HasPrefix(w[n:], "-year-old") {
		return w[:n]
	}
	if n < 0 && i+3 < len(r.low) && (r.low[i+1] == "-year-old" || r.low[i+1] == "-" && r.low[i+2] == "year") {
		return w
	}
	return ""
}

// maxDescribed is how many tokens behind a name are read for what the text says of it.
const maxDescribed = 14

// describe adds to has what the text says of somebody at the mention m: the words of the role, and those of an
// apposition, an age, a place or a "was a …" behind the name.
func (r *reader) describe(m entity.Mention, has map[string]bool) {
	addRole(m.Role, has)
	i := r.d.TokenAt(m.End-1) + 1
	if i >= len(r.low) || r.in[i] > 0 {
		return
	}
	end := i
	switch r.low[i] {
	case ",", "(":
		closing := map[string]string{",": ",", "(": ")"}[r.low[i]]
		for end = i + 1; end < len(r.low) && end < i+maxDescribed && r.in[end] == 0 && r.low[end] != closing && r.low[end] != "." && r.low[end] != ";"; end++ {
			if c, ok := r.verb(end); ok && c.finite() && r.noun(end) == 0 || r.low[end] == "and" || r.low[end] == "who" {
				break
			}
		}
		if r.low[i] == "," && end < len(r.low) && r.low[end] == "," && end == i+2 && r.d.Tokens[i+1].Kind != 0 && isAge(r.low[i+1]) {
			for end++; end < len(r.low) && end < i+maxDescribed && r.in[end] == 0 && r.low[end] != "," && r.low[end] != "."; end++ {
			}
		}
	case "of":
		end = min(i+3, len(r.low))
	case "is", "was":
		if i+1 < len(r.low) && (r.low[i+1] == "a" || r.low[i+1] == "an" || r.low[i+1] == "the") {
			for end = i + 2; end < len(r.low) && end < i+maxDescribed && r.in[end] == 0 && r.isWord(end) && r.low[end] != "who" && r.low[end] != "and"; end++ {
			}
		}
	}
	for k := i; k+1 < len(r.low) && k < i+maxDescribed && r.in[k] == 0 && r.low[k] != "," && r.low[k] != "."; k++ {
		if r.low[k] == "as" && (nouns[r.low[k+1]]|nouns[r.low[min(k+2, len(r.low)-1)]])&peopleNoun != 0 { // has led Norvane as chief executive
			addRole(r.low[k+1]+" "+r.low[min(k+2, len(r.low)-1)], has)
		}
	}
	if end > i+1 {
		parts := make([]string, 0, end-i)
		for k := i + 1; k < end; k++ {
			parts = append(parts, r.low[k])
		}
		addRole(strings.Join(parts, " "), has)
	}
}

func isAge(w string) bool { return len(w) <= 3 && strings.Trim(w, "0123456789") == "" }

// addRole adds the words of a description, and those of two that name one role as one.
func addRole(role string, has map[string]bool) {
	fields := strings.Fields(strings.ToLower(role))
	for i, w := range fields {
		fields[i] = strings.TrimSuffix(strings.Trim(w, ".,()"), "'s")
	}
	for i, w := range fields {
		if i+1 < len(fields) && roles[w+" "+fields[i+1]] != "" {
			has[roles[w+" "+fields[i+1]]] = true
		}
		if i > 0 && roles[fields[i-1]+" "+w] != "" {
			continue // the president in "vice president" is none
		}
		has[w] = true
		has[sameRole(w)] = true
	}
}
