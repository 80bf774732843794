package extract

import (
	"math"
	"sort"
	"strings"

	"storywatch/extract/amount"
	"storywatch/extract/contract"
	"storywatch/extract/entity"
	"storywatch/extract/event"
	"storywatch/extract/legal"
	"storywatch/extract/quote"
	"storywatch/extract/text"
	"storywatch/extract/when"
)

// converter turns the rooms' byte offsets into the code points that facts carry.
type converter struct{ d *text.Document }

func (c converter) span(s text.Span) Span {
	return Span{Start: c.d.Points(s.Start), End: c.d.Points(s.End), Text: c.d.Slice(s)}
}

func (c converter) quotes(in []quote.Quote) []Quote {
	out := make([]Quote, 0, len(in))
	for _, q := range in {
		x := Quote{Span: c.span(q.Span), Kind: q.Kind, Speaker: q.Speaker, Speakers: q.Speakers, Cue: q.Cue, Venue: q.Venue, ReportedBy: q.ReportedBy, Confidence: hundredths(q.Confidence)}
		if !q.Mention.Empty() {
			m := c.span(q.Mention)
			x.SpeakerMention = &m
		}
		for _, k := range q.Candidates {
			x.Candidates = append(x.Candidates, Candidate{Name: k.Name, Score: hundredths(k.Score), Why: k.Why})
		}
		out = append(out, x)
	}
	return out
}

func (c converter) dates(in []when.Mention) []DateMention {
	out := make([]DateMention, 0, len(in))
	for _, m := range in {
		precision := string(m.Precision)
		if m.Until != "" {
			precision = RangePrecision // of its days none is meant alone
		}
		out = append(out, DateMention{Span: c.span(m.Span), Value: m.Value, Until: m.Until, Precision: precision, Role: m.Role, Zone: m.Zone, ZoneAssumed: m.ZoneAssumed, Anchor: m.Anchor})
	}
	return out
}

func (c converter) amounts(in []amount.Amount) []Amount {
	out := make([]Amount, 0, len(in))
	for _, a := range in {
		out = append(out, Amount{Span: c.span(a.Span), Value: a.Value, Currency: a.Currency, Qualifier: a.Qualifier, For: a.For})
	}
	return out
}

func (c converter) dockets(in []legal.Docket) []Docket {
	out := make([]Docket, 0, len(in))
	for _, d := range in {
		out = append(out, Docket{Span: c.span(d.Span), Number: d.Number, Court: d.Court, CaseName: d.CaseName})
	}
	return out
}

func (c converter) claims(in []event.Claim) []Development {
	out := make([]Development, 0, len(in))
	for _, k := range in {
		parts := make(map[string]float64, len(k.Parts))
		for _, p := range k.Parts {
			parts[p.Name] = hundredths(p.Value)
		}
		var also []Span
		for _, s := range k.Also {
			also = append(also, c.span(s))
		}
		out = append(out, Development{
			Type: k.Type, Status: k.Status, Actors: append([]string{}, k.Actors...), Object: k.Object, Court: k.Court, Docket: k.Docket,
			Date:     EventDate{Value: k.Date, Precision: string(k.Precision), Inferred: k.DateInferred},
			Evidence: c.span(k.Evidence), Also: also, AttributedTo: k.AttributedTo, Confidence: hundredths(k.Confidence), Parts: parts,
			Alert: string(k.Level), Ignored: k.Ignored, Rule: k.Rule, Corrects: k.Corrects,
		})
	}
	return out
}

func (c converter) awards(in []contract.Award) []Award {
	out := make([]Award, 0, len(in))
	for _, a := range in {
		out = append(out, Award{
			Span: c.span(a.Span), Kind: a.Kind, Service: a.Service, Announced: a.Announced, Awardee: a.Awardee, Location: a.Location,
			SmallBusiness: a.SmallBusiness, AmountUSD: a.AmountUSD, AmountQualifier: a.AmountQualifier, Shared: a.Shared,
			CumulativeUSD: a.CumulativeUSD, ObligatedUSD: a.ObligatedUSD, ContractType: a.ContractType, PIID: a.PIID, BasePIID: a.BasePIID,
			OtherPIIDs: append([]string{}, a.OtherPIIDs...), Modification: a.Modification, Description: a.Description, Completion: a.Completion,
			CompletionDate: a.CompletionDate, CompletionPrecision: a.CompletionPrecision, ContractingActivity: a.ContractingActivity,
			Bids: a.Bids, Corrects: a.Corrects, Withdrawn: a.Withdrawn, Effect: a.Effect, CorrectsDay: a.CorrectsDay, AwardedOn: a.AwardedOn,
			PlacesOfWork: a.PlacesOfWork, ForeignSales: a.ForeignSales,
		})
	}
	return out
}

// hundredths rounds a confidence: more digits would claim more than the rules know.
func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// count is every entity of the document with how often it is named, most named first.
func count(lists ...*entity.Names) []Named {
	at := map[string]int{}
	var out []Named
	for _, names := range lists {
		if names == nil {
			continue
		}
		for _, m := range names.Mentions {
			i, ok := at[m.Name]
			if !ok {
				i = len(out)
				at[m.Name] = i
				out = append(out, Named{Name: m.Name, Kind: string(m.Kind), Known: m.Known})
			}
			out[i].Count++
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Count > out[j].Count })
	return out
}

// awardConfidence is what a claim from an award record is worth: the announcement is the act itself.
const awardConfidence = 0.97

// awardClaims are the developments that award records stand for: one for each contract of a paragraph, not one an awardee.
func (r *Reader) awardClaims(awards []Award) []Development {
	var out []Development
	for i, a := range awards {
		typ, status := awardType(a)
		if i > 0 && awards[i-1].Start == a.Start && a.Shared {
			last := &out[len(out)-1] // the pool's development names all its awardees
			last.Actors = append(last.Actors, r.canonical(a.Awardee))
			last.Alert = stronger(last.Alert, r.awardLevel(a, typ))
			continue
		}
		actors := []string{}
		activity, _, _ := strings.Cut(a.ContractingActivity, ",") // without its place
		for _, n := range []string{a.Awardee, activity} {
			if n != "" {
				actors = append(actors, r.canonical(n))
			}
		}
		docket := a.BasePIID
		if docket == "" {
			docket = strings.ReplaceAll(a.PIID, "-", "")
		}
		out = append(out, Development{
			Type: typ, Status: status, Actors: actors, Object: a.Description, Docket: docket,
			Date:     EventDate{Value: a.Announced, Precision: precisionOf(a.Announced), Inferred: true},
			Evidence: a.Span, Confidence: awardConfidence, Parts: map[string]float64{"contract announcement": awardConfidence},
			Alert: r.awardLevel(a, typ), Rule: "contract announcement",
		})
	}
	return out
}

func awardType(a Award) (typ, status string) {
	switch {
	case a.Withdrawn:
		return "contract-award", "withdrawn"
	case a.Kind == "option":
		return "contract-change", "option-exercised"
	case a.Kind == "order":
		return "contract-change", "ordered"
	case a.Kind == "modification" || a.Kind == "update" || a.Kind == "correction":
		return "contract-change", "modified"
	}
	return "contract-award", "awarded"
}

// awardLevel asks the config's award rule when there is one: a daily list has dozens of awards, and a beat wants few of them.
func (r *Reader) awardLevel(a Award, typ string) string {
	rule := r.lexicon.Awards
	level := string(r.levels[typ])
	if len(rule.Entities) == 0 && len(rule.Any) == 0 {
		return level
	}
	awardee := r.canonical(a.Awardee)
	for _, e := range rule.Entities {
		if strings.EqualFold(e, awardee) {
			return level
		}
	}
	lower := strings.ToLower(a.Text)
	for _, w := range rule.Any {
		if strings.Contains(lower, strings.ToLower(w)) {
			return level
		}
	}
	return string(event.Never)
}

func (r *Reader) canonical(name string) string {
	if e, ok := r.names.Canonical(name); ok {
		return e.Name
	}
	return name
}

func stronger(a, b string) string {
	if a == string(event.Now) || b == string(event.Now) {
		return string(event.Now)
	}
	if a != "" {
		return a
	}
	return b
}

func precisionOf(date string) string {
	if date == "" {
		return ""
	}
	return string(when.Day)
}
