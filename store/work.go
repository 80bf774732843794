package store

import (
	"net/http"
	"time"
)

// SourceSpec is a source as the config names it. Sources that are no longer in the config stop being due; what they
// brought is kept.
type SourceSpec struct {
	Name, Kind, URL string
	Owner           string
	Primary         bool
	Every           time.Duration // fixed interval; 0 means adaptive around the default
}

// Lease is the right to ask one host, until Until. Every completing write carries it and fails with ErrLostLease when
// somebody else has claimed the host since.
type Lease struct {
	HostID int64
	Host   string // host:port as in the URL
	Token  string
	Until  time.Time
}

// WorkKind is what is to be done.
type WorkKind string

// The kinds of work.
const (
	Poll  WorkKind = "poll"  // ask a source for its list
	Fetch WorkKind = "fetch" // get an item's page
	Read  WorkKind = "read"  // read an item's text that came with the list: no request
)

// Work is one thing that is due at a host. SourceID and Source are set for every kind.
type Work struct {
	Kind     WorkKind
	SourceID int64
	Source   string
	First    bool // poll: the source was never polled well before; fetch and read: the item came with such a first poll

	ETag, LastModified string // of the source (poll) or the page (fetch)

	ItemID      int64 // fetch and read
	URL         string
	Title       string // as listed
	Authors     []string
	PublishedAt time.Time
	Precision   string
	FirstSeen   time.Time
	Content     string // HTML that came with the list, or its summary: what is read, or all there is when a page refuses us
	Attempts    int
}

// ListedItem is what a source listed.
type ListedItem struct {
	GUID, URL, Title, Summary, ContentHTML string
	Authors                                []string
	PublishedAt                            time.Time
	Precision                              string // minute, day
	PublishedRaw                           string
	UpdatedAt                              time.Time
	CanonicalURL                           string // folded by CanonicalURL
	Host                                   string // of URL; "" when it needs no fetch
	NoFetch                                bool   // the listed text is all there will be (docket entries, whole articles in the feed)
}

// PollResult is what polling a source gave. It is written with its items in one transaction.
type PollResult struct {
	SourceID           int64
	At                 time.Time
	State              string // web.State
	Error              string // in plain words; "" when ok
	ETag, LastModified string
	MovedTo            string
	NextDue            time.Time
	Items              []ListedItem
	Repaired           []string
	Status             int
	Bytes              int64
	Duration           time.Duration
	Body               *Body // nil when there was none or nothing was new
	Quiet              bool  // items of this poll are learned without alerting
}

// PollSummary is what a poll changed.
type PollSummary struct {
	New, Changed, Known int
	StateChanged        bool   // the source's health is another than before
	Before              string // its state before
}

// Body is raw evidence. It is kept once per content.
type Body struct {
	Bytes       []byte
	Header      http.Header
	ContentType string
	URL         string
	FetchedAt   time.Time
}

// FetchFailure is a page that could not be had, or had not changed.
type FetchFailure struct {
	ItemID  int64
	At      time.Time
	State   string // web.State
	Error   string
	Status  int
	NextDue time.Time // zero: not tried again
	Final   bool      // the listed title is all there is: the item is recorded as it is listed
}

// Observation is a document that was read, with its facts. Spans are code points into Text.
type Observation struct {
	ItemID     int64  // the item whose page or text this is; 0 for documents that come without a poll
	ExternalID string // import: the document's own id; exports use it as item_id
	Source     string // ItemID 0: name of the outlet
	URL        string // final address
	Canonical  string // folded by CanonicalURL, or the page's own rel=canonical folded
	SeenAt     time.Time
	ObservedBy string // fetch, feed, import, hand
	Extractor  int

	Body               *Body
	ETag, LastModified string
	NextDue            time.Time // when the page is looked at again; zero: not

	Title       string
	Byline      []string
	PublishedAt string // ISO, cut to PublishedPrecision; "" when not known
	Precision   string
	From        string
	Confidence  float64
	ModifiedAt  string
	Site        string
	Language    string
	State       string // full, partial, live, list; blocked when only the listing could be had
	Text        string
	Words       int
	Sentences   []string // in order, as cut by extract/text
	Notes       []string

	Topics   []string // that matched; empty with OffTopic means the item is left out
	OffTopic bool
	Quiet    bool // learned without alerting: events have no alert level
	// Silent: events keep the alert level and time that they would have had, but no message is made of them (import).
	Silent bool

	Entities []Entity
	Quotes   []Quote
	Dates    []DateFact
	Amounts  []AmountFact
	Dockets  []DocketFact
	Claims   []Claim
	Awards   []Award

	// UnconfirmedBelow is the confidence under which a new development waits for a second independent voice.
	UnconfirmedBelow float64
	// StoryWindow is how long a story is open after its last article; 0 means 14 days.
	StoryWindow time.Duration
}

// Entity is a name the document mentions.
type Entity struct {
	Name, Kind string
	Known      bool
	Count      int
}

// Span is a place in a revision's text, in code points, and its words.
type Span struct {
	Start, End int
	Text       string
}

// Quote is somebody's words in a document.
type Quote struct {
	Span
	Kind       string   // direct, mixed, block, indirect
	Speaker    string   // canonical; "" when not known; "Ada Hale and Otto Berg" when several speak together
	Speakers   []string // each of those who speak together; nil when one does
	Candidate  string   // the likeliest speaker when Speaker is ""
	Mention    string
	Cue        string
	Venue      string
	ReportedBy string
	Confidence float64
	Before     string // the sentence before
	Paragraph  int
	Candidates string // JSON, for why
}

// DateFact is a date in a document.
type DateFact struct {
	Span
	Value, Precision, Role, Zone, Anchor, Sentence string
	ZoneAssumed                                    bool
}

// AmountFact is a sum of money in a document.
type AmountFact struct {
	Span
	Value               float64
	Currency, Qualifier string
	Sentence            string
}

// DocketFact is a case named in a document.
type DocketFact struct {
	Span
	Number, Court, CaseName string
}

// Claim is a statement that something happened.
type Claim struct {
	Type, Status  string
	Actors        []string
	Object        string
	Court, Docket string
	Date          string // ISO, cut to Precision
	Precision     string
	DateInferred  bool
	Evidence      Span
	AttributedTo  string
	Confidence    float64
	Parts         string // JSON, for why
	Alert         string // now, digest, ""
	Ignored       string // why it is no development; kept for why, never an event
	Passing       bool   // said down in the text, without a date
	Rule          string
	Withdraws     bool // takes back what it names: a correction
}

// Award is one contract award, fields as in the CSV export.
type Award struct {
	Span
	Kind, Service, Announced, Awardee, Location             string
	SmallBusiness, Shared, Withdrawn                        bool
	AmountUSD                                               float64
	AmountQualifier                                         string
	CumulativeUSD, ObligatedUSD                             float64
	ContractType, PIID, BasePIID, Modification, Description string
	OtherPIIDs                                              []string
	Completion, CompletionDate, CompletionPrecision         string
	ContractingActivity                                     string
	Bids                                                    int
	Corrects                                                string
	Effect                                                  string // what a correction changes: not_awarded, amount_changed …
	CorrectsDay, AwardedOn                                  string // ISO dates; ""
	PlacesOfWork, ForeignSales                              string // as printed
}

// The outcomes of recording a document.
const (
	OutcomeNew       = "new"
	OutcomeCopy      = "copy"      // the same writing as an article that is known
	OutcomeRevised   = "revised"   // a known page with another text
	OutcomeUnchanged = "unchanged" // a known page with the text it had
	OutcomeOffTopic  = "off-topic" // no topic matched: left out
)

// Recorded is what became of an observation.
type Recorded struct {
	ItemID, RevisionID, ArticleID, StoryID int64
	Outcome                                string
	Events                                 []int64
}
