package worker

import (
	"encoding/json"
	"sort"
	"strings"
	"time"

	"storywatch/extract"
	"storywatch/store"
)

// Observe is what was read, as the store takes it. Where and when it was read the caller fills in.
func Observe(f extract.Facts) store.Observation {
	at := sentenceIndex(f.Sentences)
	o := store.Observation{
		Extractor: extract.Version, Title: f.Title, Byline: f.Byline,
		PublishedAt: f.Published.Value, Precision: f.Published.Precision, From: f.Published.From, Confidence: f.Published.Confidence,
		ModifiedAt: f.Modified.Value, Site: f.Site, Language: f.Language, State: f.State, Text: f.Text, Words: f.Words, Notes: f.Notes, Topics: f.Topics,
	}
	for _, s := range f.Sentences {
		o.Sentences = append(o.Sentences, s.Text)
	}
	for _, e := range f.Entities {
		o.Entities = append(o.Entities, store.Entity{Name: e.Name, Kind: e.Kind, Known: e.Known, Count: e.Count})
	}
	paragraphs := paragraphStarts(f.Text)
	for _, list := range [][]extract.Quote{f.Quotes, f.Indirect} {
		for _, q := range list {
			o.Quotes = append(o.Quotes, quoteOf(q, at, paragraphs))
		}
	}
	for _, d := range f.Dates {
		o.Dates = append(o.Dates, store.DateFact{
			Span: span(d.Span), Value: dateValue(d), Precision: d.Precision, Role: d.Role, Zone: d.Zone, Anchor: d.Anchor, ZoneAssumed: d.ZoneAssumed, Sentence: at.text(d.Start),
		})
	}
	for _, a := range f.Amounts {
		o.Amounts = append(o.Amounts, store.AmountFact{Span: span(a.Span), Value: a.Value, Currency: a.Currency, Qualifier: a.Qualifier, Sentence: at.text(a.Start)})
	}
	for _, d := range f.Dockets {
		o.Dockets = append(o.Dockets, store.DocketFact{Span: span(d.Span), Number: d.Number, Court: d.Court, CaseName: d.CaseName})
	}
	for _, d := range f.Developments {
		if d.Corrects {
			d.Status = "corrected"
		}
		o.Claims = append(o.Claims, store.Claim{
			Type: d.Type, Status: d.Status, Actors: d.Actors, Object: d.Object, Court: d.Court, Docket: d.Docket, Date: d.Date.Value, Precision: d.Date.Precision,
			DateInferred: d.Date.Inferred, Evidence: span(d.Evidence), AttributedTo: d.AttributedTo, Confidence: d.Confidence, Parts: jsonText(d.Parts),
			Alert: d.Alert, Ignored: d.Ignored, Passing: passing(d, f.Published.Value), Rule: d.Rule, Withdraws: d.Corrects || d.Status == "withdrawn" && d.Type == "contract-award",
		})
	}
	for _, a := range f.Awards {
		o.Awards = append(o.Awards, store.Award{
			Span: span(a.Span), Kind: a.Kind, Service: a.Service, Announced: a.Announced, Awardee: a.Awardee, Location: a.Location,
			SmallBusiness: a.SmallBusiness, Shared: a.Shared, Withdrawn: a.Withdrawn, AmountUSD: a.AmountUSD, AmountQualifier: a.AmountQualifier,
			CumulativeUSD: a.CumulativeUSD, ObligatedUSD: a.ObligatedUSD, ContractType: a.ContractType, PIID: a.PIID, BasePIID: a.BasePIID,
			Modification: a.Modification, Description: a.Description, OtherPIIDs: a.OtherPIIDs, Completion: a.Completion, CompletionDate: a.CompletionDate,
			CompletionPrecision: a.CompletionPrecision, ContractingActivity: a.ContractingActivity, Bids: a.Bids, Corrects: a.Corrects,
			Effect: a.Effect, CorrectsDay: a.CorrectsDay, AwardedOn: a.AwardedOn, PlacesOfWork: a.PlacesOfWork, ForeignSales: a.ForeignSales,
		})
	}
	return o
}

// passing reports whether a claim of what happened stands down in the text without a date, or with one that was not
// news any more when the text appeared.
func passing(d extract.Development, published string) bool {
	if d.Parts["position"] != 0 || d.Parts["tense"] == 0 {
		return false
	}
	day, err := time.Parse(time.DateOnly, d.Date.Value[:min(len(d.Date.Value), len(time.DateOnly))])
	if err != nil {
		return d.Date.Value == ""
	}
	out, err := time.Parse(time.DateOnly, published[:min(len(published), len(time.DateOnly))])
	return err == nil && out.Sub(day) > freshFor
}

// freshFor is how old the date of an event may be when the text appears: yesterday's, and a day for the zones.
const freshFor = 24 * time.Hour

func quoteOf(q extract.Quote, at sentenceIndex, paragraphs []int) store.Quote {
	x := store.Quote{
		Span: span(q.Span), Kind: q.Kind, Speaker: q.Speaker, Speakers: q.Speakers, Cue: q.Cue, Venue: q.Venue, ReportedBy: q.ReportedBy, Confidence: q.Confidence,
		Before: at.before(q.Start), Paragraph: sort.SearchInts(paragraphs, q.Start+1) - 1, Candidates: jsonText(q.Candidates),
	}
	if q.SpeakerMention != nil {
		x.Mention = q.SpeakerMention.Text
	}
	if x.Speaker == "" && len(q.Candidates) > 0 {
		x.Candidate = q.Candidates[0].Name
	}
	return x
}

func span(s extract.Span) store.Span { return store.Span{Start: s.Start, End: s.End, Text: s.Text} }

func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil || string(b) == "null" {
		return ""
	}
	return string(b)
}

// sentenceIndex finds the sentence of a place by its code point.
type sentenceIndex []extract.Span

// MaxSentence is how many bytes of a sentence are kept beside a fact: five times the longest that people write. A text
// without any full stop would else be kept once for every date in it.
const MaxSentence = 4000

// shortened is a sentence within MaxSentence.
func shortened(s string) string {
	if len(s) <= MaxSentence {
		return s
	}
	return strings.ToValidUTF8(s[:MaxSentence], "") + "…"
}

func (x sentenceIndex) at(cp int) int {
	return sort.Search(len(x), func(i int) bool { return x[i].Start > cp }) - 1
}

func (x sentenceIndex) text(cp int) string {
	if i := x.at(cp); i >= 0 {
		return shortened(x[i].Text)
	}
	return ""
}

func (x sentenceIndex) before(cp int) string {
	if i := x.at(cp); i > 0 {
		return shortened(x[i-1].Text)
	}
	return ""
}

// paragraphStarts is the code point at which each line begins.
func paragraphStarts(text string) []int {
	starts := []int{0}
	n := 0
	for _, r := range text {
		n++
		if r == '\n' {
			starts = append(starts, n)
		}
	}
	return starts
}

// dateValue is a date as it is kept: a range of days with both its ends, as ISO 8601 writes intervals.
func dateValue(d extract.DateMention) string {
	if d.Until == "" {
		return d.Value
	}
	return d.Value + "/" + d.Until
}
