package demo

import "time"

// Expected is the table beside the articles: what a careful human reader finds in the world. It is written from the
// texts, not from what the program answers. Files are names as Article.File.
type Expected struct {
	Developments []ExpectedDevelopment `yaml:"developments"`
	Quotes       []ExpectedQuote       `yaml:"quotes"`
	NotQuotes    []ExpectedNotQuote    `yaml:"not_quotes"`
	Furniture    []string              `yaml:"furniture"` // words of readers' comments and boxes, which belong to no article
	Copies       []ExpectedCopies      `yaml:"copies"`
	Rewritten    []ExpectedRewrite     `yaml:"rewritten"`
	Coverage     []ExpectedCoverage    `yaml:"coverage"`
	Background   []ExpectedBackground  `yaml:"background"`
	Corrections  []ExpectedCorrection  `yaml:"corrections"`
	OffTopic     []string              `yaml:"off_topic"` // files of off-topic feeds
	LeftOut      []string              `yaml:"left_out"`  // files of other outlets that match no topic
	Blocked      []string              `yaml:"blocked"`   // files whose page is refused: known by their feed alone
	ByRobots     []string              `yaml:"by_robots"` // files in a section that robots.txt forbids
	Unreached    []string              `yaml:"unreached"` // files that appear after their site began to fail
	Quiet        []string              `yaml:"quiet"`     // files that are learned at the first poll and alert nobody
}

// ExpectedDevelopment is one thing that happened, once, however many outlets tell it.
type ExpectedDevelopment struct {
	ID       string    `yaml:"id"`
	Type     string    `yaml:"type"`
	Status   string    `yaml:"status"`
	OrStatus []string  `yaml:"or_status"` // statuses that a careful reader may give as well
	Change   string    `yaml:"change"`    // new, upgrade or reversal; "" where readers may differ
	Of       string    `yaml:"of"`        // id of the development that this one continues
	Date     string    `yaml:"date"`      // when it happened or will: 2006-01-02, or 2006-01-02T15:04 where the texts give the time
	Poll     time.Time `yaml:"poll"`      // the poll that first can see it
	Latest   time.Time `yaml:"latest"`    // the last poll at which it is still new to a reader who missed the first telling; zero: Poll
	Parties  []string  `yaml:"parties"`   // canonical names, the doer first
	Court    string    `yaml:"court"`
	Docket   string    `yaml:"docket"`   // docket or contract number
	Amount   int64     `yaml:"amount"`   // whole dollars
	Alert    string    `yaml:"alert"`    // now or digest, by the shipped defaults
	First    []string  `yaml:"first"`    // files that tell it and appear between the poll before and Latest
	Entry    int       `yaml:"entry"`    // document number in the docket feed that shows it as well; 0 for none
	Sentence string    `yaml:"sentence"` // one sentence that says so, in the first of First
	Optional bool      `yaml:"optional"` // right when found, no fault when not
}

// ExpectedQuote is somebody's words.
type ExpectedQuote struct {
	File    string `yaml:"file"`
	Words   string `yaml:"words"` // without the marks, as in the text
	Speaker string `yaml:"speaker"`
	Mention string `yaml:"mention"` // the words that name the speaker there: "he", "the company"
	Kind    string `yaml:"kind"`    // direct, mixed or block
	Until   bool   `yaml:"until"`   // the words are later replaced without notice
}

// ExpectedNotQuote is something in quotation marks that nobody says: a term, a title, scare quotes.
type ExpectedNotQuote struct {
	File  string `yaml:"file"`
	Words string `yaml:"words"`
}

// ExpectedCopies are pages with one writing: the original and who carries it.
type ExpectedCopies struct {
	Original string   `yaml:"original"`
	Copies   []string `yaml:"copies"`
}

// ExpectedRewrite is a page whose text changes after publication.
type ExpectedRewrite struct {
	File   string    `yaml:"file"`
	Poll   time.Time `yaml:"poll"` // the poll that first can see the new words
	Silent bool      `yaml:"silent"`
	Gone   string    `yaml:"gone"` // words that are no longer there
	Came   string    `yaml:"came"`
}

// ExpectedCoverage is a file that tells developments again and brings none.
type ExpectedCoverage struct {
	File string   `yaml:"file"`
	Of   []string `yaml:"of"` // ids of developments
}

// ExpectedBackground is a sentence about earlier days that makes no development, whatever its words look like.
type ExpectedBackground struct {
	File     string `yaml:"file"`
	Sentence string `yaml:"sentence"`
	Why      string `yaml:"why"` // background, conditional, denied, question, opinion
}

// ExpectedCorrection takes back what was said.
type ExpectedCorrection struct {
	File     string    `yaml:"file"` // what corrects
	Of       string    `yaml:"of"`   // id of the development
	Poll     time.Time `yaml:"poll"`
	Sentence string    `yaml:"sentence"`
}
