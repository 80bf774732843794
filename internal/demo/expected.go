package demo

// Expected is the table beside the articles: what a careful human reader finds in the world. It is written from the
// texts, not from what the program answers. Files are names as Article.File.
type Expected struct {
	Developments []ExpectedDevelopment `yaml:"developments"`
	Quotes       []ExpectedQuote       `yaml:"quotes"`
	NotQuotes    []ExpectedNotQuote    `yaml:"not_quotes"`
	Copies       []ExpectedCopies      `yaml:"copies"`
	Rewritten    []ExpectedRewrite     `yaml:"rewritten"`
	Coverage     []ExpectedCoverage    `yaml:"coverage"`
	Background   []ExpectedBackground  `yaml:"background"`
	Corrections  []ExpectedCorrection  `yaml:"corrections"`
	OffTopic     []string              `yaml:"off_topic"` // files of off-topic feeds
	LeftOut      []string              `yaml:"left_out"`  // files that name an entity and match no topic
	Blocked      []string              `yaml:"blocked"`   // files whose page is refused: known by their feed alone
	ByRobots     []string              `yaml:"by_robots"` // files in a section that robots.txt forbids
	Unreached    []string              `yaml:"unreached"` // files that appear after their site began to fail
	Quiet        []string              `yaml:"quiet"`     // files that are learned at the first poll and alert nobody
}

// ExpectedDevelopment is one thing that happened, once, however many outlets tell it.
type ExpectedDevelopment struct {
	ID       string   `yaml:"id"`
	Type     string   `yaml:"type"`
	Status   string   `yaml:"status"`
	Change   string   `yaml:"change"`  // new, upgrade or reversal of Of
	Of       string   `yaml:"of"`      // id of the development that this one continues
	Date     string   `yaml:"date"`    // when it happened or will: day, or minute where the texts say so
	Poll     string   `yaml:"poll"`    // calendar day of the poll that first can see it
	Parties  []string `yaml:"parties"` // canonical names, the doer first
	Court    string   `yaml:"court"`
	Docket   string   `yaml:"docket"`
	Amount   string   `yaml:"amount"`
	Alert    string   `yaml:"alert"`    // now or digest, by the shipped defaults
	First    []string `yaml:"first"`    // files of the first poll that tell it
	Sentence string   `yaml:"sentence"` // one sentence that says so, in the first of First
	Optional bool     `yaml:"optional"` // readers may differ: right when found, no fault when not
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
	File   string `yaml:"file"`
	Poll   string `yaml:"poll"` // day of the poll that first can see the new words
	Silent bool   `yaml:"silent"`
	Gone   string `yaml:"gone"` // words that are no longer there
	Came   string `yaml:"came"`
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
	File string `yaml:"file"` // what corrects
	Of   string `yaml:"of"`   // id of the development
	Poll string `yaml:"poll"`
}
