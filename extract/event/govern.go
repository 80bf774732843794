package event

import "strings"

// infinitive finds who or what governs "to" at j.
func (v *view) infinitive(j int, g group, depth int) group {
	g.start = j
	k := v.skipTime(v.skipAdverbs(j-1, &g))
	w := v.at(k)
	g.subject = k + 1
	if depth >= maxGovernors {
		g.mode = attempt
		return g
	}
	if gov, ok := v.governor(k); ok && gov.mode != denied {
		return v.governed(k, gov, g, depth)
	}
	if beForms[expand(w)] && w != "been" { // "is to hold"
		g.start, g.subject, g.mode = k, k, planned
		return g
	}
	if haveForms[w] { // "has to"
		g.start, g.subject, g.mode = k, k, modal
		return g
	}
	for n := k - 1; n >= 0 && n > k-controlReach; n-- {
		if gov, ok := v.governor(n); ok && (gov.mode == urged || gov.mode == forecast || gov.mode == neutral || gov.mode == planned || gov.mode == ordered && gov.form != 0) {
			g.governor, g.mode, g.subject = n, gov.mode, k+1
			if gov.mode == neutral || gov.mode == planned {
				g.mode = attempt
			}
			if gov.mode == ordered {
				g.mode, g.subject = planned, v.groupAt(n, gov.form, depth+1).subject
			}
			g.start = n
			return g
		}
		if v.breaks(n) {
			break
		}
	}
	if v.heading && g.mode == done && k >= 0 && v.subjectBefore(k) { // "Norvane to sue ministry"
		g.mode, g.start, g.subject = planned, j, j
		return g
	}
	g.mode = attempt
	return g
}

// subjectBefore reports whether a heading's "to" at k+1 follows its subject: no verb stands before it.
func (v *view) subjectBefore(k int) bool {
	for n := k; n >= 0; n-- {
		if v.breaks(n) || v.word[n] == "," {
			return n < k
		}
		for _, x := range v.r.byVerb[v.word[n]] {
			if x.form&(formPast|formS) != 0 && n < k && n > 0 {
				return false
			}
		}
		if v.r.lists.say[v.word[n]] != 0 {
			return false
		}
	}
	return true
}

// gerund reads an -ing form, with j the token before it.
func (v *view) gerund(j int, g group, depth int) group {
	g.gerund = true
	w := v.at(j)
	g.start, g.subject = j+1, j+1
	if gov, ok := v.governor(j); ok && depth < maxGovernors {
		return v.governed(j, gov, g, depth)
	}
	for n := j; n >= 0 && n > j-3; n-- { // "talked about suing", "accused of", "from enforcing"
		if gov, ok := v.governor(n); ok && depth < maxGovernors {
			return v.governed(n, gov, g, depth)
		}
		if !v.r.lists.prepositions[v.word[n]] {
			break
		}
	}
	if w == "without" || w == "from" || w == "against" || w == "instead" || w == "of" || w == "for" && !v.r.lists.times[w] {
		g.mode = attempt
		return g
	}
	if w == "," || v.r.lists.times[w] || w == "by" { // ", accusing it of": tells on, at the time of the main clause
		return g
	}
	g.mode = attempt
	return g
}

// governor is what the word at i makes of the verb behind it, unless the word is part of a name ("Air Force").
func (v *view) governor(i int) (governor, bool) {
	if i < 0 {
		return governor{}, false
	}
	g, ok := v.r.govern[v.word[i]]
	if ok && !v.heading && i > 0 && upper(v.doc.Text[v.tokens[i].Start]) {
		return governor{}, false
	}
	return g, ok
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

// governed applies the governor at k, and what governs it in turn.
func (v *view) governed(k int, gov governor, g group, depth int) group {
	g.governor = k
	var own group
	if gov.form != 0 {
		own = v.groupAt(k, gov.form, depth+1)
	} else {
		own = group{start: k, subject: k, governor: -1}
		j := v.skipAdverbs(k-1, &own)
		if beForms[expand(v.at(j))] {
			own = v.auxiliaries(j, own, depth+1)
		}
		for n := k - 1; n >= 0 && n > k-5 && !v.breaks(n); n-- { // "did not mention any plans to"
			own.negative = own.negative || v.word[n] == "no" || v.word[n] == "not" || strings.HasSuffix(v.word[n], "n't")
		}
	}
	g.start, g.subject = own.start, own.subject
	g.past = g.past || own.past
	g.negative = g.negative || own.negative
	g.hearsay = g.hearsay || own.hearsay
	g.mode = combine(own, gov.mode)
	return g
}

// combine is the mode of a verb governed by a verb that is itself less than certain.
func combine(own group, m mode) mode {
	switch own.mode {
	case modal, forecast, urged, denied, negated, attempt:
		if m != denied {
			return own.mode
		}
	case planned, threat, consider, refuse:
		if m == neutral || m == planned || m == seek {
			return own.mode
		}
	}
	switch m {
	case neutral:
		return done
	case ordered: // "was ordered to": somebody will
		return planned
	}
	return m
}
