// Package extract says what a document says: Read takes bytes or text and returns facts, each with the place it was
// read from. It is pure: no network, no clock, no disk, and nothing is remembered from one document to the next.
package extract

import (
	"encoding/json"
	"strings"
	"time"

	"storywatch/extract/entity"
	"storywatch/extract/event"
	"storywatch/extract/topic"
)

// Version is stored with every fact. It is raised when the rules change what is read from the same bytes.
const Version = 2

// Lexicon is what a reader knows of its beat. The zero Lexicon reads any beat, with names learned from each text.
type Lexicon struct {
	Entities []entity.Entry
	Topics   []topic.Topic
	Types    []event.TypeDef
	Levels   map[string]event.Level // by type; types that are not listed keep the built-in level
	Awards   AwardRule
	Zone     *time.Location // of times that name none; nil means the zone of Input.Published, else UTC
}

// AwardRule says which contract awards are news at once: an awardee among Entities, or a text with one of the Any words.
// The zero rule lets Levels decide.
type AwardRule struct {
	Entities []string
	Any      []string
}

// Input is one document. Text is read when it is given; else HTML.
type Input struct {
	ID          string
	URL         string
	Title       string // as listed; a page's own title wins when it has one
	Text        string
	HTML        []byte // raw bytes, in whatever charset
	ContentType string // of HTML, as the server said
	Fragment    bool   // HTML is the article itself, as feeds carry it, without a page around it
	Published   time.Time
	// PublishedPrecision is "day" when Published is a date without a time.
	PublishedPrecision string
	Source             string // name of the outlet
	Byline             []string
	Now                time.Time // when the page was fetched: it cannot have been published later; zero when not known
	State              string    // of Text, as its page was once found to be: no facts are read from a list; "" is full
}

// Span is a place in Facts.Text: Unicode code points, end excluded, and the words that stand there.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Date is a date of the document itself.
type Date struct {
	Value      string  `json:"value"`
	Precision  string  `json:"precision"`
	From       string  `json:"from"`
	Confidence float64 `json:"confidence"`
}

// Byline is the people who wrote a document. In JSON it is one string, as a reader of the page sees one line; Facts.Authors is the list.
type Byline []string

// BylineSeparator stands between two names of a byline in JSON.
const BylineSeparator = "; "

// MarshalJSON writes the names as one string.
func (b Byline) MarshalJSON() ([]byte, error) {
	return json.Marshal(strings.Join(b, BylineSeparator))
}

// UnmarshalJSON reads what MarshalJSON writes.
func (b *Byline) UnmarshalJSON(data []byte) error {
	var line string
	if err := json.Unmarshal(data, &line); err != nil {
		return err
	}
	*b = nil
	if line != "" {
		*b = strings.Split(line, BylineSeparator)
	}
	return nil
}

// Facts is everything that was read from one document. Lists are never nil, so that they are [] in JSON.
type Facts struct {
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Byline       Byline        `json:"byline"`  // one string: "Rosa Lindt; Piet Oduya"
	Authors      []string      `json:"authors"` // the same people, a list
	Published    Date          `json:"published"`
	Modified     Date          `json:"modified"`
	Site         string        `json:"site"`
	Language     string        `json:"language"`
	State        string        `json:"state"` // full, partial, live, list
	Canonical    string        `json:"canonical,omitempty"`
	Topics       []string      `json:"topics"`
	Entities     []Named       `json:"entities"`
	Quotes       []Quote       `json:"quotes"`
	Indirect     []Quote       `json:"indirect"`
	Dates        []DateMention `json:"dates"`
	Amounts      []Amount      `json:"amounts"`
	Dockets      []Docket      `json:"dockets"`
	Developments []Development `json:"developments"`
	Awards       []Award       `json:"awards"`
	Notes        []string      `json:"notes,omitempty"` // what the reader could not do: a language without rules, bytes it had to mend
	Words        int           `json:"words"`
	Sentences    []Span        `json:"-"`
	Text         string        `json:"text"`
}

// Named is an entity and how often the document names it.
type Named struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Known bool   `json:"known"`
	Count int    `json:"count"`
}

// Quote is somebody's words. Speaker names all who speak together ("Ada Hale and Otto Berg"), so that words are never
// pinned on one of them alone; Speakers then has each name by itself and is left out else.
type Quote struct {
	Span
	Kind           string      `json:"kind"`
	Speaker        string      `json:"speaker"`
	Speakers       []string    `json:"speakers,omitempty"`
	SpeakerMention *Span       `json:"speaker_mention"`
	Cue            string      `json:"cue"`
	Venue          string      `json:"venue"`
	ReportedBy     string      `json:"reported_by,omitempty"`
	Confidence     float64     `json:"confidence"`
	Candidates     []Candidate `json:"candidates,omitempty"`
}

// Candidate is one possible speaker and what spoke for it.
type Candidate struct {
	Name  string   `json:"name"`
	Score float64  `json:"score"`
	Why   []string `json:"why"`
}

// RangePrecision is the precision of a range of days or times of day: "March 3-5" is no single day.
const RangePrecision = "range"

// DateMention is a date in the text. Value and Precision are as in package when.
type DateMention struct {
	Span
	Value       string `json:"value"`
	Until       string `json:"until,omitempty"` // where a range ends: a day, or a time of day; Value is where it begins
	Precision   string `json:"precision"`       // minute, hour, day, week, month, quarter, year, range; "" when vague
	Role        string `json:"role"`
	Zone        string `json:"zone"`
	ZoneAssumed bool   `json:"zone_assumed"`
	Anchor      string `json:"anchor,omitempty"`
}

// Amount is a sum of money in the text.
type Amount struct {
	Span
	Value     float64 `json:"value"`
	Currency  string  `json:"currency"`
	Qualifier string  `json:"qualifier"`
	For       string  `json:"for,omitempty"` // what the clause says that it is for
}

// Docket is a case in the text.
type Docket struct {
	Span
	Number   string `json:"number"`
	Court    string `json:"court"`
	CaseName string `json:"case_name"`
}

// EventDate is when a development happened or will.
type EventDate struct {
	Value     string `json:"value"`
	Precision string `json:"precision"`
	Inferred  bool   `json:"inferred,omitempty"`
}

// Development is a claim that something happened.
type Development struct {
	Type         string             `json:"type"`
	Status       string             `json:"status"`
	Actors       []string           `json:"actors"`
	Object       string             `json:"object"`
	Court        string             `json:"court,omitempty"`
	Docket       string             `json:"docket,omitempty"`
	Date         EventDate          `json:"date"`
	Evidence     Span               `json:"evidence"`
	Also         []Span             `json:"also,omitempty"` // the other sentences that say it
	AttributedTo string             `json:"attributed_to"`
	Confidence   float64            `json:"confidence"`
	Parts        map[string]float64 `json:"confidence_parts,omitempty"`
	Alert        string             `json:"alert"` // now, digest, or "": what would happen, were it new
	Ignored      string             `json:"ignored,omitempty"`
	Rule         string             `json:"rule,omitempty"`
	Corrects     bool               `json:"corrects,omitempty"` // a note says that an earlier version told it wrong
}

// Award is one contract award. Field names are those of the CSV export.
type Award struct {
	Span
	Kind                string   `json:"award_kind"`
	Service             string   `json:"service"`
	Announced           string   `json:"announced"`
	Awardee             string   `json:"awardee"`
	Location            string   `json:"location"`
	SmallBusiness       bool     `json:"small_business"`
	AmountUSD           float64  `json:"amount_usd"`
	AmountQualifier     string   `json:"amount_qualifier"`
	Shared              bool     `json:"shared"`
	CumulativeUSD       float64  `json:"cumulative_usd"`
	ObligatedUSD        float64  `json:"obligated_usd"`
	ContractType        string   `json:"contract_type"`
	PIID                string   `json:"piid"`
	BasePIID            string   `json:"base_piid"`
	OtherPIIDs          []string `json:"other_piids"`
	Modification        string   `json:"modification"`
	Description         string   `json:"description"`
	Completion          string   `json:"completion"`
	CompletionDate      string   `json:"completion_date"`
	CompletionPrecision string   `json:"completion_precision"`
	ContractingActivity string   `json:"contracting_activity"`
	Bids                int      `json:"bids"`
	Corrects            string   `json:"corrects"`
	Withdrawn           bool     `json:"withdrawn,omitempty"`
	Effect              string   `json:"correction_effect"`
	CorrectsDay         string   `json:"corrects_day"`
	AwardedOn           string   `json:"awarded_on"`
	PlacesOfWork        string   `json:"place_of_performance"`
	ForeignSales        string   `json:"foreign_sales"`
}
