package quote_test

import (
	"strings"
	"testing"

	"storywatch/extract/entity"
	"storywatch/extract/quote"
	"storywatch/extract/text"
)

// lines are the quotes of s as "kind speaker: words", one a line. Paragraphs of s that begin with > are what a page set off.
func quotesOf(s string) string {
	var blocks []text.Span
	var b strings.Builder
	for line := range strings.Lines(s) {
		rest, quoted := strings.CutPrefix(line, "> ")
		if quoted {
			blocks = append(blocks, text.Span{Start: b.Len(), End: b.Len() + len(strings.TrimSpace(rest))})
		}
		b.WriteString(rest)
	}
	d := text.New(b.String())
	var l *entity.Lexicon
	qs, _ := quote.Find(d, l.Find(d), blocks)
	var out []string
	for _, q := range qs {
		out = append(out, q.Kind+" "+q.Speaker+": "+strings.ReplaceAll(d.Slice(q.Span), "\n", " ¶ "))
	}
	return strings.Join(out, "\n")
}

// TestLayout: texts whose form says who speaks. Each case stands beside the one that looks like it.
func TestLayout(t *testing.T) {
	const intro = "Minister Ada Hale met Bo Lund of the dockers in Oslo.\n"
	for name, tc := range map[string]struct{ text, want string }{
		"transcript": {
			intro + "HALE: We close the port tonight.\nLUND: Nobody told the crews.\nHALE: Now somebody has.",
			"direct Ada Hale: We close the port tonight.\ndirect Bo Lund: Nobody told the crews.\ndirect Ada Hale: Now somebody has.",
		},
		"transcript, names in full": {
			intro + "Ada Hale: We close the port tonight.\nBo Lund: Nobody told the crews.\nAda Hale: Now somebody has.",
			"direct Ada Hale: We close the port tonight.\ndirect Bo Lund: Nobody told the crews.\ndirect Ada Hale: Now somebody has.",
		},
		"transcript, titles and asides": {
			intro + "MINISTER HALE: We close the port tonight.\nMR. LUND (through an interpreter): Nobody told the crews.\nMINISTER HALE (laughing): Now somebody has.",
			"direct Ada Hale: We close the port tonight.\ndirect Bo Lund: Nobody told the crews.\ndirect Ada Hale: Now somebody has.",
		},
		"transcript, a stranger": {
			intro + "HALE: We close the port tonight.\nVOSS: Nobody told the crews.\nHALE: Now somebody has.\nVOSS: Too late for us.",
			"direct Ada Hale: We close the port tonight.\ndirect Voss: Nobody told the crews.\ndirect Ada Hale: Now somebody has.\ndirect Voss: Too late for us.",
		},
		"transcript, a stranger in full first": {
			intro + "JAKE VOSS: Do you close the port?\nHALE: We close it tonight.\nVOSS: Too late for us.",
			"direct Jake Voss: Do you close the port?\ndirect Ada Hale: We close it tonight.\ndirect Jake Voss: Too late for us.",
		},
		"stage directions": {
			intro + "HALE: We close.\n(APPLAUSE)\nLUND: Nobody told us.\n[Laughter.]\nHALE: I did.\nLUND: Yeah.\nHALE: At noon.",
			"direct Ada Hale: We close.\ndirect Bo Lund: Nobody told us.\ndirect Ada Hale: I did.\ndirect Ada Hale: At noon.",
		},
		"an interviewer without a label": {
			intro + "HALE: We close.\nAnd what of the crews, who have not been told?\nLUND: Nobody told us.\nHALE: I told them.\nReally?\nLUND: Not at all.\nHALE: At noon, I did.",
			"direct Ada Hale: We close.\ndirect Bo Lund: Nobody told us.\ndirect Ada Hale: I told them.\ndirect Bo Lund: Not at all.\ndirect Ada Hale: At noon, I did.",
		},
		"an interviewer without a label, and answers in paragraphs": {
			intro + "HALE: We close it.\nIt is the storm.\nAnd then?\nHALE: We open it.\nLUND: Not before spring.\nThe crews are gone.\nHALE: We will see.\nLUND: We will.",
			"direct Ada Hale: We close it.\ndirect Ada Hale: We open it.\ndirect Bo Lund: Not before spring.\ndirect Ada Hale: We will see.\ndirect Bo Lund: We will.",
		},
		"questions and answers": {
			"Minister Ada Hale closes the port.\nQ: Why tonight?\nA: The storm comes in.\nQ: And then?\nA: We open again.",
			"direct Ada Hale: The storm comes in.\ndirect Ada Hale: We open again.",
		},
		"questions to one of two": {
			intro + "Q: Why tonight?\nA: The storm comes in.\nQ: And then?\nA: We open again.", "",
		},
		"a list of people": {
			intro + "Ada Hale: Minister of ports since the spring.\nOtto Hale: Her brother, a pilot.\nBo Lund: Head of the dockers, who strike.\nMara Voss: Chief of the pilots and of the tugs.", "",
		},
		"a headline": {
			"Hale: ‘We Close It Tonight’ And Open It Again\n" + intro + "The hall was empty by one.", "",
		},
		"transcript with questions": {
			intro + "Q: Why tonight?\nHALE: The storm comes.\nQ: And then?\nHALE: We open again.",
			"direct Ada Hale: The storm comes.\ndirect Ada Hale: We open again.",
		},
		"turns of several paragraphs": {
			intro + "HALE: We close it.\nIt is the storm.\nLUND: Nobody told us.\nHALE: I did so.\nLUND: When was that?\nHALE: Today at noon.\nThe hall was empty by one.",
			"direct Ada Hale: We close it. ¶ It is the storm.\ndirect Bo Lund: Nobody told us.\ndirect Ada Hale: I did so.\ndirect Bo Lund: When was that?\ndirect Ada Hale: Today at noon.",
		},
		"two turns are no transcript": {
			intro + "HALE: We close the port tonight.\nLUND: Nobody told the crews.\nThe hall was empty by one.", "",
		},
		"captions and labels": {
			intro + "FILE PHOTO: The port of Oslo at night.\nUPDATE: The port is closed.\nREAD MORE: All about the port.\nPHOTO: Another pier.", "",
		},
		"a list": {
			intro + "Oslo: The port is closed.\nBergen: The port is open.\nTromso: The port waits for the storm.", "",
		},
		"labels before marks": {
			intro + "HALE: “We close.”\nLUND: “Nobody told us.”",
			"direct Ada Hale: We close.\ndirect Bo Lund: Nobody told us.",
		},
		"a transcript in marks": {
			intro + "HALE: “We close.”\nLUND: “Nobody told us.”\nHALE: “I did.” (Laughter.)",
			"direct Ada Hale: We close.\ndirect Bo Lund: Nobody told us.\ndirect Ada Hale: “I did.” (Laughter.)",
		},
		"a newsletter's credit": {
			intro + "- Ada Hale: “We close the port tonight and for good.” [Harbor Post]",
			"direct Ada Hale: We close the port tonight and for good.",
		},
		"a newsletter's kicker": {
			intro + "PORT TO CLOSE TONIGHT “The port of Oslo closes tonight, the ministry of ports said.” [Bo Lund, Harbor Post]",
			"direct Harbor Post: The port of Oslo closes tonight, the ministry of ports said.",
		},
		"capitals without a credit": {
			intro + "PORT TO CLOSE TONIGHT “The port of Oslo closes tonight for the winter.”",
			"mixed : The port of Oslo closes tonight for the winter.",
		},
		"signed behind": {
			intro + "“Ports are for people who love the sea.” — Ada Hale, minister of ports",
			"direct Ada Hale: Ports are for people who love the sea.",
		},
		"a dash that goes on": {
			intro + "“Ports are for people,” Lund said. “Ports are for people who love the sea.” — Hale left the hall at once.",
			"direct Bo Lund: Ports are for people,\ndirect Bo Lund: Ports are for people who love the sea.",
		},
		"signed inside the marks": {
			intro + "\"Ports are for people who love the sea.\nAda Hale, Minister of Ports.\"",
			"direct Ada Hale: Ports are for people who love the sea.",
		},
		"a post": {
			intro + "> The port is closed. Go home.\n> — Ada Hale (@hale) March 3, 2031\nNobody answered.",
			"block Ada Hale: The port is closed. Go home.",
		},
		"a post of several paragraphs": {
			intro + "> The port is closed.\n> Go home.\n> — Ada Hale (@hale) March 3, 2031\nNobody answered.",
			"block Ada Hale: The port is closed. ¶ Go home.",
		},
		"two posts": {
			intro + "> The port is closed.\n> — Ada Hale (@hale) March 3, 2031\n> Nobody told us.\n> — Bo Lund (@lund) March 3, 2031",
			"block Ada Hale: The port is closed.\nblock Bo Lund: Nobody told us.",
		},
		"a post on one line": {
			intro + "The port is closed. Go home. pic.example/x— Ada Hale (@hale) March 3, 2031\nNobody answered.",
			"block Ada Hale: The port is closed. Go home. pic.example/x",
		},
		"a post by a stranger": {
			intro + "> The port is closed. — Harbor Watch (@harborwatch) March 3, 2031",
			"block Harbor Watch: The port is closed.",
		},
		"an author's line": {
			intro + "Ada Hale (@hale) covers ports and — with Bo Lund (@lund) — the sea for this paper.", "",
		},
		"a block of several paragraphs": {
			intro + "Hale posted on Friday:\n> The port is closed.\n> Go home.\nNobody answered.",
			"block Ada Hale: The port is closed. ¶ Go home.",
		},
		"two blocks": {
			intro + "Hale posted on Friday:\n> The port is closed.\nLund posted on Saturday:\n> Open it.",
			"block Ada Hale: The port is closed.\nblock Bo Lund: Open it.",
		},
		"a pull quote": {
			intro + "“The port is closed for good, and we all go home,” said Ada Hale.\n> The port is closed for good, and we all go home\nNobody answered.",
			"direct Ada Hale: The port is closed for good, and we all go home,",
		},
		"a pull quote in marks": {
			intro + "“The port is closed for good, and we all go home now,” said Ada Hale.\n“The port is closed for good, and we all go home”\nNobody answered.",
			"direct Ada Hale: The port is closed for good, and we all go home now,",
		},
		"the same cry twice": {
			intro + "“The port is closed for good now,” said Ada Hale.\n“The port is closed for good now,” said Bo Lund.",
			"direct Ada Hale: The port is closed for good now,\ndirect Bo Lund: The port is closed for good now,",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := quotesOf(tc.text); got != tc.want {
				t.Errorf("%s\n got %s\nwant %s", tc.text, got, tc.want)
			}
		})
	}
}
