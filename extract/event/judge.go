package event

// complete checks what must and must not stand near, and gives the hit its status or the reason to ignore it.
func (v *view) complete(h hit) (hit, bool) {
	f := h.f
	if len(f.near) > 0 {
		if _, _, ok := f.near.find(v, 0, len(v.word)); !ok {
			return h, false
		}
	}
	if len(f.not) > 0 {
		if _, _, ok := f.not.find(v, max(0, h.from-notReach), min(len(v.word), max(h.to, h.obj[1])+6)); ok {
			return h, false
		}
	}
	h.mode = h.g.mode
	if h.mode == habit && (f.def.Present || v.heading) {
		h.mode = done
	}
	h.status, h.ignored = v.judge(&h)
	return h, h.status != ""
}

// judge decides between a status and a reason to ignore the claim. A claim that is ignored still names the status its
// words look like.
func (v *view) judge(h *hit) (status, why string) {
	f, g, c := h.f, h.g, h.c
	look := f.def.Status
	if look == "" {
		look = flatten(f.typ.Statuses)[0]
	}
	m := h.mode
	if m == planned && (v.conditionBehind(c) || v.otherwise(c) || v.either(h)) {
		m = threat
	}
	if g.hearsay && m == done {
		if s := f.typ.Modes[neutral]; s != "" && f.def.Status != "" {
			return s, v.doubt(h)
		}
	}
	if g.negative || v.negatedParts(h) {
		if s, ok := f.modes[negated]; ok && s != "-" && m == done {
			return s, v.doubt(h)
		}
		return look, "negated"
	}
	status = f.def.Status
	if m != done {
		s, ok := f.modes[m]
		if !ok {
			s = f.typ.Modes[m]
		}
		if f.def.Status == "" && !ok {
			return "", ""
		}
		if s == "" || s == "-" {
			return look, ignored[m]
		}
		status = s
	}
	if status == "" {
		return "", ""
	}
	h.mode = m
	if len(f.config) > 0 {
		status = v.configStatus(h)
	}
	return status, v.doubt(h)
}

// either reports whether it is one of two things that somebody will do: "will either sue or leave".
func (v *view) either(h *hit) bool {
	for i := max(0, h.g.start-1); i < h.from; i++ {
		if v.word[i] == "either" {
			return true
		}
	}
	return false
}

// configStatus picks the status whose own word stands in the clause: "was postponed" → postponed.
func (v *view) configStatus(h *hit) string {
	for _, s := range h.f.config {
		for i := h.c.from; i < h.c.to && i < len(v.word); i++ {
			if v.word[i] == s {
				return s
			}
		}
	}
	return h.f.def.Status
}

// doubt names a reason to ignore a claim that lies in the sentence around it; "" when there is none.
func (v *view) doubt(h *hit) string {
	g, c := h.g, h.c
	switch {
	case v.ask:
		return "question"
	case v.conditional(c, g), v.at(g.start-1) == "or" && (v.at(g.start) == "be" || v.at(g.start) == "face"): // "agree by Friday or be banned"
		return "conditional"
	case v.deniedBefore(c):
		return "denied"
	case v.opinion(h), v.supposed(h):
		return "opinion"
	case v.habitual(c):
		return "habitual"
	case h.f.def.Detail && v.document(c, g):
		return "background"
	}
	return ""
}

// negatedParts reports a negation in the subject or right before the object: "no lawsuit was filed", "signed no deal".
func (v *view) negatedParts(h *hit) bool {
	for i := h.c.from; i < h.g.subject; i++ {
		if v.r.lists.negative[v.word[i]] && (i < 1 || v.at(i-1) != "with") {
			return true
		}
	}
	for i := h.to; i < h.obj[0] && i < len(v.word); i++ {
		if v.r.lists.negative[v.word[i]] {
			return true
		}
	}
	return v.at(h.obj[0]-1) == "no"
}

// deniedBefore reports whether the clause is what somebody denies: "denied that a deal had been signed".
func (v *view) deniedBefore(c clause) bool {
	end := c.at
	if c.opener == "" {
		return false
	}
	for k := end - 1; k >= 0 && k > end-6; k-- {
		if g, ok := v.governor(k); ok && g.mode == denied && g.form&^formIng != 0 {
			return true
		}
	}
	switch v.at(c.at - 1) {
	case "report", "reports", "claim", "claims", "rumor", "rumors", "speculation", "suggestion", "suggestions", "allegations":
		for _, w := range v.word { // "reports that it had signed are false"
			if v.r.lists.falsehood[w] {
				return true
			}
		}
	}
	return false
}

func (v *view) opinion(h *hit) bool {
	for i := h.c.from; i < h.from; i++ {
		if v.r.lists.opinion[v.word[i]] && !v.inMarks(i) {
			return true
		}
	}
	return false
}

// told reports whether words in the clause or right before it put it into the past.
func (v *view) told(c clause) bool {
	_, _, ok := v.r.lists.past.find(v, max(0, c.from-4), min(c.to, len(v.word)))
	return ok
}

func (v *view) habitual(c clause) bool {
	for i := c.from; i < c.to && i < len(v.word); i++ {
		if v.r.lists.habit[v.word[i]] {
			return true
		}
	}
	return false
}

// document reports whether the subject is a paper that is known already: "the lawsuit seeks".
func (v *view) document(c clause, g group) bool {
	if (v.at(0) == "the" || v.at(0) == "this") && v.at(2) == "," && v.r.lists.documents[v.at(1)] {
		return true // "The decision, first reported on Monday, will bar"
	}
	for i := c.from; i < g.subject; i++ {
		if v.r.lists.documents[v.word[i]] {
			switch v.word[i] {
			case "order", "decision", "designation", "label": // "an order bars" may be the news
				if v.at(i-1) != "the" && v.at(i-1) != "this" && v.at(i-1) != "that" && v.at(i-1) != "its" && v.at(i-1) != "his" {
					continue
				}
			}
			return true
		}
	}
	return false
}
