package quote

import (
	_ "embed"
	"strings"
)

//go:embed cues.txt
var cueFile string

//go:embed nouns.txt
var nounFile string

// cueKind is the construction a verb attributes words in; see cues.txt.
type cueKind uint8

const (
	noCue cueKind = iota
	sayCue
	labelCue
	judgeCue
	actCue
)

// verbForm is how a verb stands in its sentence, as far as its ending tells.
type verbForm uint8

const (
	baseForm   verbForm = iota // say
	thirdForm                  // says
	pastForm                   // said; also the participle of regular verbs
	gerundForm                 // saying
	partForm                   // written
)

// cue is one form of an attributing verb.
type cue struct {
	lemma string
	kind  cueKind
	form  verbForm
}

// nounKind is what a noun can do for an attribution; see nouns.txt. A noun may be of several kinds.
type nounKind uint8

const (
	mediumNoun nounKind = 1 << iota
	speechNoun
	peopleNoun
	bodyNoun
	venueNoun
	allNouns nounKind = 1<<iota - 1
)

var (
	cues  = readCues(cueFile)
	nouns = readNouns(nounFile)
)

func readCues(file string) map[string]cue {
	m := map[string]cue{}
	kind := noCue
	kinds := map[string]cueKind{"[say]": sayCue, "[label]": labelCue, "[judge]": judgeCue, "[act]": actCue}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if k, ok := kinds[line]; ok {
			kind = k
			continue
		}
		f := strings.Fields(line)
		for i, form := range [...]verbForm{baseForm, thirdForm, pastForm, gerundForm, partForm} {
			if _, taken := m[f[i]]; !taken {
				if form == baseForm && f[0] == f[2] {
					form = pastForm // she read: news is told in the past
				}
				m[f[i]] = cue{f[0], kind, form}
			}
		}
	}
	return m
}

func readNouns(file string) map[string]nounKind {
	m := map[string]nounKind{}
	var kind nounKind
	kinds := map[string]nounKind{"[medium]": mediumNoun, "[speech]": speechNoun, "[people]": peopleNoun, "[bodies]": bodyNoun, "[venue]": venueNoun}
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if k, ok := kinds[line]; ok {
			kind = k
			continue
		}
		for _, w := range strings.Fields(line) {
			m[w] |= kind
		}
	}
	return m
}

// wordClass is what a function word does in a sentence.
type wordClass uint16

const (
	pronoun    wordClass = 1 << iota // a subject: he, she, they, it, we, I, you, who
	determiner                       // a noun phrase begins: the, a, his, some
	auxiliary                        // between subject and verb: has, would, didn't
	adverb
	preposition
	conjunction
	relative // who, which, that
	calendar // Friday, yesterday
	being    // forms of be: a participle behind them is passive
	negation
)

var classes = readClasses()

func readClasses() map[string]wordClass {
	m := map[string]wordClass{}
	for _, row := range []struct {
		class wordClass
		words string
	}{
		{pronoun, `he she they it we i you who he's she's they've we've i've it's he'd she'd they'd he'll she'll they'll they're we're everyone
			everybody nobody somebody someone others another one many some several few both neither none anyone most all`},
		{determiner, `the a an his her their its our my your this that these those some many several one two three four five six seven eight nine ten
			another other both each every any no few most all dozens hundreds thousands whose`},
		{auxiliary, `has have had having was were is are am be been being will would can could may might must should shall do does did doesn't
			don't didn't hasn't haven't hadn't wasn't weren't isn't aren't won't wouldn't can't cannot couldn't shouldn't to 's 'd 've 'll get gets got`},
		{being, `was were is are am be been being get gets got wasn't weren't isn't aren't`},
		{adverb, `also later then now once again even still just only never always often already not ever recently earlier soon first
			previously himself herself themselves itself further instead too so thus thereby almost twice repeatedly reportedly ago afterward afterwards
			simply merely rather quite perhaps maybe next long yet since both all alike jointly together here there back out on
			n't allegedly apparently essentially basically`},
		{negation, `not never n't didn't doesn't don't wouldn't won't hasn't`},
		{preposition, `of in on at by for with from to about against over under after before during between among into through via as than without
			within toward towards upon near behind beyond like since until despite including amid across around per outside inside off regarding concerning alongside
			because while when where if though although whether unless following`},
		{conjunction, `and but or yet nor while whereas although though because if when`},
		{relative, `who which that whom whose`},
		{calendar, `monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon evening night week month
			year weeks months years days hours mornings weekend january february march april june july august september october november december jan feb aug sept oct nov dec`},
	} {
		for _, w := range strings.Fields(row.words) {
			m[w] |= row.class
		}
	}
	return m
}
