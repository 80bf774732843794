package extract

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"storywatch/extract/amount"
	"storywatch/extract/contract"
	"storywatch/extract/entity"
	"storywatch/extract/event"
	"storywatch/extract/legal"
	"storywatch/extract/page"
	"storywatch/extract/quote"
	"storywatch/extract/text"
	"storywatch/extract/topic"
	"storywatch/extract/when"
	"storywatch/internal/charset"
)

// Reader reads documents of one beat. It is made once and may be used by several goroutines.
type Reader struct {
	lexicon Lexicon
	names   *entity.Lexicon
	rules   *event.Rules
	levels  map[string]event.Level
}

// New compiles a lexicon. The error names the entry or phrase that cannot be used.
func New(l Lexicon) (*Reader, error) {
	rules, err := event.Compile(l.Types, l.Levels)
	if err != nil {
		return nil, err
	}
	r := &Reader{lexicon: l, names: entity.NewLexicon(l.Entities), rules: rules, levels: map[string]event.Level{}}
	for _, t := range rules.Types() {
		r.levels[t.Type] = t.Level
	}
	return r, nil
}

// Ladder is each development type's statuses in order; a rung of several statuses holds opposite ends.
func (r *Reader) Ladder() map[string][][]string {
	ladder := map[string][][]string{}
	for _, t := range r.rules.Types() {
		ladder[t.Type] = r.rules.Statuses(t.Type)
	}
	return ladder
}

// Languages are the ISO 639-1 codes for which there are rules. A document in another language is kept with its text;
// its facts are empty and a note says so.
var Languages = []string{"en"}

const (
	// MaxText is how much of a text is read, in bytes: the longest rulings and transcripts have a third of it. A note says
	// when there was more.
	MaxText = 1 << 20
	// MaxTitle is how much of a title is read, in bytes: a headline has 200.
	MaxTitle = 2000
	// MaxMentions is how many dates, sums and docket numbers of one document are kept, each: the longest daily list of
	// awards has some hundred, a page of tables made to be troublesome has any number.
	MaxMentions = 5000
)

// Read reads one document. It never fails: what could not be read is empty, and Notes says why.
func (r *Reader) Read(in Input) Facts {
	f := Facts{ID: in.ID, Title: in.Title, State: cmp.Or(in.State, page.Full), Published: listedDate(in), Byline: in.Byline}
	body := strings.ReplaceAll(in.Text, "\r\n", "\n")
	var blocks []text.Span
	if body == "" && len(in.HTML) > 0 {
		body, blocks = r.readPage(&f, in)
	}
	f.Title = f.cut("title", f.Title, MaxTitle)
	d := text.New(f.cut("text", body, MaxText))
	for len(blocks) > 0 && blocks[len(blocks)-1].End > len(d.Text) {
		blocks = blocks[:len(blocks)-1]
	}
	f.Text = d.Text
	for _, t := range d.Tokens {
		if t.Kind == text.Word || t.Kind == text.Number {
			f.Words++
		}
	}
	conv := converter{d}
	f.Sentences = make([]Span, 0, len(d.Sentences))
	for _, s := range d.Sentences {
		f.Sentences = append(f.Sentences, conv.span(s.Span))
	}
	if f.Language == "" {
		f.Language = page.DetectLanguage(d.Text)
	}
	titleDoc := text.New(f.Title)
	names, titleNames := r.names.Find(d), r.names.Find(titleDoc)
	f.Entities = count(names, titleNames)
	f.Topics = topic.Match([]topic.Part{{Doc: titleDoc, Names: titleNames}, {Doc: d, Names: names}}, r.lexicon.Topics)
	if f.Language != "" && !understood(f.Language) {
		f.Notes = append(f.Notes, fmt.Sprintf("no rules for language %q: text kept, no facts read", f.Language))
		f.fill()
		return f
	}
	if f.State == page.List {
		f.Notes = append(f.Notes, "a list of other pages: no facts read, they stand in the pages that it lists")
		f.fill()
		return f
	}

	ref := r.reference(in, f.Published)
	dates := when.Find(d, ref)
	quotes, indirect := quote.FindIn(d, names, blocks, quote.StatementBy(titleDoc, titleNames))
	dockets, courts := legal.Find(d)
	awards := contract.Find(d, cmp.Or(announced(ref), contract.ListedDay(f.Title)))
	claims := r.rules.Find(event.Input{
		Title: f.Title, Doc: d, Names: names, TitleDoc: titleDoc, TitleNames: titleNames, Quotes: quotes, Indirect: indirect,
		Dates: dates, Dockets: dockets, Courts: courts, Published: ref,
	})

	f.Quotes, f.Indirect = conv.quotes(quotes), conv.quotes(indirect)
	f.Dates = conv.dates(first(&f, "dates", dates))
	f.Amounts = conv.amounts(first(&f, "sums", amount.Find(d)))
	f.Dockets = conv.dockets(first(&f, "docket numbers", dockets))
	f.Awards = conv.awards(awards)
	f.Developments = append(conv.claims(outside(claims, awards)), r.awardClaims(f.Awards)...)
	f.fill()
	return f
}

// cut is s without what stands beyond limit bytes, at a code point's border, and notes what was left out.
func (f *Facts) cut(noun, s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	f.Notes = append(f.Notes, fmt.Sprintf("the %s has %d bytes: the first %d were read", noun, len(s), limit))
	return s[:limit]
}

// first is as many of list as are kept of one document, and notes how many there were.
func first[T any](f *Facts, noun string, list []T) []T {
	if len(list) <= MaxMentions {
		return list
	}
	f.Notes = append(f.Notes, fmt.Sprintf("%d %s: the first %d are kept", len(list), noun, MaxMentions))
	return list[:MaxMentions]
}

// readPage fills in what the page says of itself and returns its text.
func (r *Reader) readPage(f *Facts, in Input) (string, []text.Span) {
	source, encoding := charset.UTF8(in.HTML, in.ContentType)
	if in.Fragment {
		body, blocks, err := page.Fragment(source)
		if err != nil {
			f.Notes = append(f.Notes, err.Error())
		}
		return body, blocks
	}
	p, err := page.Read(source, page.Hint{URL: in.URL, Title: in.Title, Now: in.Now})
	if err != nil {
		f.State, f.Notes = page.Partial, append(f.Notes, err.Error())
		return "", nil
	}
	if encoding != "utf-8" {
		f.Notes = append(f.Notes, "decoded from "+encoding)
	}
	if p.Title != "" {
		f.Title = p.Title
	}
	if len(p.Byline) > 0 {
		f.Byline = p.Byline
	}
	f.Published = chooseDate(Date(p.Published), f.Published)
	f.Modified, f.Site, f.State, f.Language, f.Canonical = Date(p.Modified), p.Site, p.State, p.Language, p.Canonical
	return p.Text, p.Blocks
}

// listedDate is the publication date as the source gave it.
func listedDate(in Input) Date {
	if in.Published.IsZero() {
		return Date{}
	}
	const worth = 0.9 // feeds are right about their own items but for sites that stamp every change
	if in.PublishedPrecision == string(when.Day) {
		return Date{Value: in.Published.UTC().Format(time.DateOnly), Precision: string(when.Day), From: "feed", Confidence: worth}
	}
	return Date{Value: in.Published.UTC().Format("2006-01-02T15:04:05Z"), Precision: string(when.Minute), From: "feed", Confidence: worth}
}

// chooseDate prefers the more certain of the page's and the listing's date, and of two that name one day the one with a time.
func chooseDate(own, listed Date) Date {
	switch {
	case own.Value == "":
		return listed
	case listed.Value == "":
		return own
	case sameDay(own.Value, listed.Value):
		if own.Precision == string(when.Minute) {
			return own
		}
		return listed
	case listed.Confidence > own.Confidence:
		return listed
	}
	return own
}

// sameDay reports whether two dates name one day as they are written, or the first in UTC: a page states its readers'
// zone, a listing is kept in UTC.
func sameDay(own, listed string) bool {
	if t, err := time.Parse(time.RFC3339, own); err == nil && t.UTC().Format(time.DateOnly) == listed[:len(time.DateOnly)] {
		return true
	}
	return own[:min(len(time.DateOnly), len(own))] == listed[:len(time.DateOnly)]
}

// reference is what relative dates in the text are counted from: the publication as listed, else as the page says.
func (r *Reader) reference(in Input, published Date) when.Reference {
	ref := when.Reference{Published: in.Published, Precision: when.Precision(in.PublishedPrecision), Zone: r.lexicon.Zone}
	if ref.Published.IsZero() && published.Value != "" {
		if t, err := time.Parse(time.RFC3339, published.Value); err == nil {
			ref.Published, ref.Precision = t, when.Minute
		} else if t, err := time.Parse(time.DateOnly, published.Value); err == nil {
			ref.Published, ref.Precision = t, when.Day
		}
	}
	return ref
}

// announced is the reference as the date of a daily list; "" when there is none.
func announced(ref when.Reference) string {
	if ref.Published.IsZero() {
		return ""
	}
	t := ref.Published
	if ref.Zone != nil && ref.Precision != when.Day {
		t = t.In(ref.Zone)
	}
	return t.Format(time.DateOnly)
}

func understood(language string) bool {
	for _, l := range Languages {
		if l == language {
			return true
		}
	}
	return false
}

// fill makes nil lists empty.
func (f *Facts) fill() {
	f.Authors = f.Byline
	notNil(&f.Authors)
	notNil(&f.Topics)
	notNil(&f.Entities)
	notNil(&f.Quotes)
	notNil(&f.Indirect)
	notNil(&f.Dates)
	notNil(&f.Amounts)
	notNil(&f.Dockets)
	notNil(&f.Developments)
	notNil(&f.Awards)
}

func notNil[T any](s *[]T) {
	if *s == nil {
		*s = []T{}
	}
}

// outside leaves out claims in paragraphs that are award announcements: those are told by their records.
func outside(claims []event.Claim, awards []contract.Award) []event.Claim {
	if len(awards) == 0 {
		return claims
	}
	var out []event.Claim
	for _, c := range claims {
		inside := false
		for _, a := range awards {
			inside = inside || a.Contains(c.Evidence)
		}
		if !inside {
			out = append(out, c)
		}
	}
	return out
}
