package event

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"storywatch/extract/text"
	"storywatch/extract/when"
)

//go:embed entries.txt
var entriesText string

// entryRule is a line of entries.txt.
type entryRule struct{ typ, status, words string }

var entryRules = parseEntries(entriesText)

func parseEntries(s string) (out []entryRule) {
	for line := range strings.Lines(s) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			out = append(out, entryRule{f[0], f[1], f[2]})
		}
	}
	return out
}

// entryConfidence is what a docket entry is worth: the clerk wrote it, and its words are few.
const entryConfidence = .9

// docketEntry reads a document that is one entry of a docket: its title names the case and ends with the entry, which is
// all the text. Such words have no verb and no parties; those are in the name of the case.
func (r *Rules) docketEntry(in *Input) (found, bool) {
	entry := strings.TrimSpace(in.Doc.Text)
	if in.TitleDoc == nil || entry == "" || strings.ContainsAny(entry, "\n") || len(titleDockets(in.TitleDoc)) != 1 ||
		!strings.HasSuffix(strings.TrimSpace(in.TitleDoc.Text), ": "+entry) {
		return found{}, false
	}
	rule := entryRule{"court-filing", "filed", ""}
	lower := strings.ToLower(entry)
	if i := slices.IndexFunc(entryRules, func(e entryRule) bool { return strings.HasPrefix(lower, e.words) }); i >= 0 {
		rule = entryRules[i]
	}
	typ := r.byType[rule.typ]
	if typ == nil {
		return found{}, false
	}
	f := found{rule: typ}
	f.Claim = Claim{
		Type: rule.typ, Status: rule.status, Object: entry, Docket: in.Dockets[0].Number, Court: in.Dockets[0].Court, Rule: "docket entry",
		Evidence: text.Span{Start: 0, End: len(in.Doc.Text)}, Confidence: entryConfidence, Parts: []Part{{"docket entry", entryConfidence}},
	}
	if in.TitleNames != nil {
		for _, m := range in.TitleNames.Mentions {
			if len(f.Actors) < maxActors && m.Name != "" && !slices.Contains(f.Actors, m.Name) {
				f.Actors = append(f.Actors, m.Name)
			}
		}
	}
	if pub := in.Published; !typ.future[rule.status] && !pub.Published.IsZero() {
		zone := pub.Zone
		if zone == nil {
			zone = pub.Published.Location()
		}
		f.Date, f.Precision, f.DateInferred = pub.Published.In(zone).Format(time.DateOnly), when.Day, true
	}
	if !typ.Quiet[f.Status] {
		f.Level = typ.Level
	}
	return f, true
}
