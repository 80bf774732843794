package store

import "time"

// Filter narrows a listing. Zero fields do not narrow.
type Filter struct {
	Since, Until time.Time // on first_seen_at (items), seen_at (quotes, dates, awards) or the event's seen_at
	Story        int64
	Source       string
	Speaker      string // canonical name or part of it
	Type         string // development type, award kind or date role
	Search       string // what a user types; full text search where there is one, every word must occur
	State        string
	AfterSeq     int64 // only rows whose change sequence is above (for --new)
	UpToSeq      int64 // and not above this; 0 means no bound
	Limit        int   // 0 means no bound
	Newest       bool  // newest first; else in the order they became known
}

// ItemRow is one item with its latest revision. Ids in rows are public ids: "i12", "q7", or the imported id.
type ItemRow struct {
	ID                              string
	Change                          string // new, revised, withdrawn
	StoryID, Story                  string
	Title, Source, SourceKind       string
	Primary                         bool
	Author                          string // names joined with "; "
	URL, CanonicalURL               string
	PublishedAt, PublishedPrecision string // RFC 3339, or a date cut to its precision
	PublishedFrom                   string
	FirstSeenAt, UpdatedAt          time.Time
	ObservedBy                      string
	Revision                        int    // 1 for the first text
	Copies                          int    // other pages with the same writing
	CopyOf                          string // the item that had the writing first; "" for that one, and for later items of its source at its page
	Topics, Entities                []string
	QuoteCount                      int
	TopQuote, TopQuoteSpeaker       string
	Dates                           []string
	Amounts                         []string
	Words                           int
	Language, State                 string // State: ok, off-topic, blocked, gone, failed, pending
	BodySHA256                      string
	FetchedAt                       time.Time
	Evidence                        string // kept, pruned, none
	Seq                             int64
}

// QuoteRow is one attestation-free quote: the first place it was read, and in how many it was.
type QuoteRow struct {
	ID, ItemID, StoryID          string
	Story                        string
	Speaker, Candidate, Mention  string
	Confidence                   float64
	Cue, Venue, ReportedBy, Kind string
	Speakers                     []string // each by itself: several who speak together, else Speaker; none when not known
	Quote, Before, ParagraphText string
	Start, End                   int
	FirstPublishedBy             string
	Attestations                 int
	URL, Title, PublishedAt      string
	SeenAt                       time.Time
	BodySHA256                   string
	Candidates                   string // JSON
	Change                       string // new; revised: the words on its page, its speaker or its first place
	Versions                     []QuoteVersion
	Seq                          int64
}

// EventRow is one event of a development: what became known, when, from which words.
type EventRow struct {
	EventID       int64
	ID            string // "e12"
	DevelopmentID string // "d3"
	Change        string // new, upgrade, reversal, correction, withdrawn
	StoryID       string
	Story         string
	Type, Status  string
	StatusBefore  string // upgrade, reversal, correction
	Actors        []string
	Object, Court string
	Docket        string
	Date          string // event date, cut to Precision
	Precision     string
	DateInferred  bool
	SeenAt        time.Time // when the world could know
	RecordedAt    time.Time
	AlertedAt     time.Time // when the alert went or would have gone; zero when not
	Alert         string    // now, digest, ""
	Confidence    float64
	Parts         string // JSON
	Unconfirmed   bool
	Independent   int // independent sources so far
	Sentence      string
	Start, End    int
	ItemID        string
	Title         string
	Source        string
	Owner         string // of the source
	Primary       bool
	AttributedTo  string
	URL           string
	FragmentURL   string // URL with #:~:text=
	BodySHA256    string
	Why           string // JSON: the decision: what it was compared with
	Verdict       string // of the user, on an event that a judgement made; else ""
	Seq           int64
}

// AwardRow is one contract award.
type AwardRow struct {
	ID string
	Award
	Sentence   string
	ItemID     string
	URL        string
	BodySHA256 string
	Change     string
	SeenAt     time.Time
	Seq        int64
}

// DateRow is one date mention.
type DateRow struct {
	ID, ItemID, Text, Value, Precision, Role, Anchor, Zone string
	ZoneAssumed                                            bool
	Sentence, URL                                          string
	SeenAt                                                 time.Time
	Seq                                                    int64
}

// StoryRow is one story.
type StoryRow struct {
	ID                             string
	Title                          string // of its first article
	Topics, Entities               []string
	FirstSeenAt, LastSeenAt        time.Time
	Articles, Developments, Quotes int
	Closed                         bool
}

// SourceRow is one source's health.
type SourceRow struct {
	Name, Kind, URL, MovedTo           string
	Owner                              string
	Primary, Configured                bool
	State                              string // a web.State, or "new" before the first poll
	StateSince                         time.Time
	LastPoll, LastGood, LastItem, Next time.Time
	Failures                           int // in a row
	Error                              string
	Items, Kept, Blocked, OffTopic     int
	ItemsPerDay                        float64
	Repaired                           string
}

// CopyRow says which article an item belongs to; equal ArticleID means copies and revisions of one.
type CopyRow struct{ ItemID, ArticleID string }

// RevisionRow is one text of a page.
type RevisionRow struct {
	Number     int
	At         time.Time
	Title      string
	Text       string
	Byline     []string
	BodySHA256 string
	Added      []string // sentences that the one before did not have
	Removed    []string
	Notes      []string
	Language   string
}

// ItemDetail is one item with everything that was read from it.
type ItemDetail struct {
	ItemRow
	Summary   string
	Text      string
	Error     string // why the page could not be had
	Notes     []string
	Revisions []RevisionRow
	Quotes    []QuoteRow // with offsets into Text
	Dates     []DateRow
	Events    []EventRow
	Awards    []AwardRow
	Claims    []ClaimRow // of all its texts, in order: also those that are no development
	CopiesAt  []ItemRow  // other items of the same article
}

// ClaimRow is a statement that something happened, as it was read, and what became of it.
type ClaimRow struct {
	Type, Status    string
	Actors          []string
	Object          string
	Date, Precision string
	Sentence        string
	Start, End      int
	Rule            string
	Ignored         string // why it is no development
	Confidence      float64
	Parts           string // JSON
	Outcome         string // new, upgrade, reversal, correction, withdrawn, coverage, ignored
	DevelopmentID   string // "d3"; "" when it became none
	EventID         string // "e12"; "" when it made none
	Why             string // JSON: the decision: what it was compared with
}

// EventDetail is one event with how it was decided.
type EventDetail struct {
	EventRow
	History  []EventRow // all events of the development
	Coverage []CoverageRow
	Messages []MessageRow
	Judged   *JudgementRow // nil when the user has not judged it
}

// CoverageRow is one more article that reports a development.
type CoverageRow struct {
	ItemID, Source, Title, URL string
	Independent                string // independent, copy, same-owner
	SeenAt                     time.Time
	Sentence                   string
}

// The states of a message.
const (
	MessagePending = "pending"
	MessageSending = "sending"
	MessageSent    = "sent"
	MessageRefused = "refused" // permanently, by the recipient's server
)

// Message is one mail or webhook call to one recipient, rendered when it was made so that a second attempt sends the same bytes.
type Message struct {
	ID        int64
	Channel   string // email, webhook, exec
	Recipient string
	Kind      string // now, digest
	MessageID string // RFC 5322, stable
	InReplyTo string
	Subject   string
	Text      string
	HTML      string
	Headers   map[string]string
	NotBefore time.Time // gap and quiet hours
	StoryID   string
	EventIDs  []int64
}

// MessageRow is a message and where it stands.
type MessageRow struct {
	Message
	State     string
	CreatedAt time.Time
	SentAt    time.Time
	Attempts  int
	Error     string
}
