package event

import "storywatch/extract/text"

// clause is the part of a sentence that a verb belongs to: tokens [from, to), the verb's group inside it.
type clause struct {
	from, to int
	opener   string // the word that opens it: "which", "if", "after"; "" for a main clause
	at       int    // token of the opener, -1
}

// clauseReach is how far a clause is followed from its verb; longer ones are lists or badly cut text.
const clauseReach = 40

// clauseOf finds the clause around a verb group.
func (v *view) clauseOf(g group) clause {
	c := clause{from: g.subject, to: g.verb + 1, at: -1}
	quoted := v.quoteAt(g.verb)
	for i := g.subject - 1; i >= 0; i-- {
		if g.subject-i > clauseReach || v.quoteAt(i) != quoted && quoted != nil {
			break
		}
		w := v.word[i]
		if w == "," && i == g.subject-1 { // the end of an apposition or of "which …": the subject stands before it
			if k := v.commaBefore(i - 1); k > 0 {
				i = k
				c.from = i
				continue
			}
			break
		}
		if w == "," {
			if v.listComma(i) {
				continue
			}
			break
		}
		if v.stops(i) {
			c.opener, c.at = w, i
			break
		}
		c.from = i
	}
	if c.from > g.subject {
		c.from = g.subject
	}
	if c.opener == "" && c.from > 0 && v.at(c.from-1) == "," { // "After the vote, the court": main clause behind an opening phrase
		c.at = -1
	}
	c.to = v.clauseEnd(g.verb+1, quoted != nil)
	return c
}

// clauseEnd is where the clause of a verb that ends before i ends.
func (v *view) clauseEnd(i int, quoted bool) int {
	for n := i; n < len(v.word); n++ {
		if n-i > clauseReach {
			return n
		}
		w := v.word[n]
		switch {
		case w == ";" || w == "—" || w == "–" || w == "?" || w == ":":
			return n
		case w == "that" && n == i, w == "to", w == "as" && n > i && v.at(n-1) != ",", w == "by":
			continue
		case v.r.lists.conditions[w] || v.r.lists.relatives[w] && n > i:
			if w == "that" && n > i && v.at(n-1) != "," {
				return n
			}
			return n
		case v.r.lists.times[w] && v.finiteBehind(n):
			return n
		case w == "but":
			return n
		case v.r.lists.say[w]&(formPast|formS) != 0 && n > i+1 && !v.r.lists.determiners[v.at(n-1)]:
			return v.backToComma(n, i)
		case w == "and" && v.finiteBehind(n):
			return n
		}
	}
	return len(v.word)
}

// backToComma gives the comma before "the company said".
func (v *view) backToComma(n, limit int) int {
	for k := n; k > limit && k > n-8; k-- {
		if v.word[k] == "," {
			return k
		}
	}
	return n
}

// finiteBehind reports whether within a few words behind token n a trigger verb stands in the past tense: then a new
// clause begins at n.
func (v *view) finiteBehind(n int) bool {
	for k := n + 1; k < len(v.word) && k < n+7; k++ {
		w := v.word[k]
		if w == "," || w == ";" {
			return false
		}
		if beForms[w] || haveForms[w] {
			return true
		}
		if _, ok := modals[expand(w)]; ok {
			return true
		}
		if v.r.lists.say[w]&formPast != 0 {
			return true
		}
		for _, x := range v.r.byVerb[w] {
			if x.form&formPast != 0 && x.form&formBase == 0 {
				return true
			}
		}
	}
	return false
}

// stops reports whether token i bounds a clause on its left side.
func (v *view) stops(i int) bool {
	w := v.word[i]
	switch w {
	case ";", ":", "—", "–", "(", ")", "?", "!", "but":
		return true
	case "that":
		return true
	}
	if v.tokens[i].Kind == text.Mark && v.quoteAt(i) == nil && (w == "”" || w == `"` && v.quoteAt(i-1) != nil) {
		return true
	}
	if v.r.lists.say[w]&(formPast|formS) != 0 && !v.r.lists.determiners[v.at(i-1)] {
		return true
	}
	return v.r.lists.boundaries[w]
}

// commaBefore is the comma that opens the apposition whose closing comma stands at i+1; 0 when there is none near.
func (v *view) commaBefore(i int) int {
	for k := i; k > 0 && k > i-22; k-- {
		switch v.word[k] {
		case ",":
			return k
		case ";", ":", "—":
			return 0
		}
	}
	return 0
}

// listComma reports whether the comma at i stands between names: "Ostrava, Lind and Marrow signed".
func (v *view) listComma(i int) bool {
	left, right := false, false
	for _, n := range v.names {
		left = left || n.to == i
		right = right || n.from == i+1 || n.from == i+2 && v.at(i+1) == "and"
	}
	return left && right
}

// relative reports whether the clause is one that tells more of a thing already named.
func (v *view) relative(c clause, g group) bool {
	switch c.opener {
	case "which", "who", "whose", "whom", "where":
		return true
	case "that":
		// "said that X sued" is reported speech; "a deal that was signed", "tariffs that the court struck down" are not
		for k := c.at - 1; k >= 0 && k > c.at-6; k-- {
			if v.r.lists.say[v.word[k]] != 0 || v.r.govern[v.word[k]].form != 0 || len(v.r.byVerb[v.word[k]]) > 0 {
				return false
			}
		}
		return true
	}
	return false
}

// conditional reports whether the clause is under a condition, or contrary to fact.
func (v *view) conditional(c clause, g group) bool {
	if v.r.lists.conditions[c.opener] {
		return true
	}
	if c.opener == "" || c.opener == "," {
		switch v.at(c.from) {
		case "had", "should", "were":
			return c.from < g.start
		}
	}
	return g.start > 0 && v.r.lists.conditions[v.at(g.start-1)]
}

// conditionBehind reports whether a condition follows the clause: "will sue unless".
func (v *view) conditionBehind(c clause) bool {
	for k := c.to; k < len(v.word) && k <= c.to+1; k++ {
		if v.word[k] == "if" || v.word[k] == "unless" {
			return true
		}
	}
	return false
}

// otherwise reports whether the clause is what will happen if somebody does not give in: "Otherwise, we will sue."
func (v *view) otherwise(c clause) bool {
	for k := c.from - 2; k <= c.from; k++ {
		if v.at(k) == "otherwise" {
			return true
		}
	}
	return false
}
