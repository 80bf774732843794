package event

import (
	"testing"
)

// beatTypes are types that three beats add in their configs, as a user would write them.
var beatTypes = []TypeDef{
	{
		Type: "merger", Statuses: []string{"proposed", "filed", "cleared|blocked", "closed", "abandoned"}, Level: Now,
		Phrases: []string{
			"~propose * merger -> proposed", "~file * merger application -> filed", "~clear * merger -> cleared", "~approve * merger -> cleared",
			"~block * merger -> blocked", "~complete * merger -> closed", "~close * merger -> closed", "~abandon * merger -> abandoned", "~call off * merger -> abandoned",
		},
	},
	{
		Type: "strike", Statuses: []string{"called", "begun", "suspended", "ended"}, Level: Now,
		Phrases: []string{
			"~call a strike -> called", "~call a * strike -> called", "~walk off -> begun", "~go on strike -> begun", "~begin a * strike -> begun",
			"~suspend * strike -> suspended", "~pause * strike -> suspended", "~end * strike -> ended", "~call off * strike -> ended", "~return to work -> ended",
		},
	},
	{
		Type: "licence", Statuses: []string{"applied", "granted|refused", "suspended", "revoked"}, Level: Now,
		Phrases: []string{
			"~apply for a * licence -> applied", "~grant * licence -> granted", "~issue * licence -> granted", "~refuse * licence -> refused", "~deny * licence -> refused",
			"~suspend * licence -> suspended", "~revoke * licence -> revoked", "~cancel * licence -> revoked",
		},
	},
}

// TestOtherBeats reads sentences of three beats that nobody wrote rules for: the shipped types, and those that a config
// adds. Half of them are traps.
func TestOtherBeats(t *testing.T) {
	r, err := Compile(beatTypes, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ beat, text, want string }{
		{"merger", "Saint Orla Health proposed a merger with Fenwick Clinics on Monday.", "merger proposed"},
		{"merger", "The two hospital groups filed a merger application with the health regulator on Tuesday.", "merger filed"},
		{"merger", "The health regulator cleared the merger of Saint Orla and Fenwick on Wednesday.", "merger cleared"},
		{"merger", "The regulator has blocked the hospital merger.", "merger blocked"},
		{"merger", "The hospital merger was blocked by the health regulator on Tuesday.", "merger blocked"},
		{"merger", "Saint Orla Health completed its merger with Fenwick Clinics on Monday.", "merger closed"},
		{"merger", "Saint Orla Health and Fenwick Clinics called off their merger on Tuesday.", "merger abandoned"},
		{"merger", "Nurses sued Saint Orla Health on Monday over the merger.", "lawsuit filed"},
		{"merger", "Saint Orla Health agreed to buy Fenwick Clinics for $2 billion.", "agreement announced"},
		{"merger", "The chief executive of Saint Orla Health resigned on Tuesday.", "personnel resigned"},
		{"merger", "A state judge on Tuesday blocked the hospitals from merging.", "injunction granted"},
		{"merger", "The attorney general opened an investigation into the hospital merger on Monday.", "investigation opened"},
		{"merger", "Saint Orla Health could abandon the merger.", ""},
		{"merger", "The regulator has not cleared the merger.", ""},
		{"merger", "Lawmakers urged the regulator to block the merger.", ""},
		{"merger", "If the regulator approves the merger, two wards will close.", ""},
		{"merger", "Has the regulator blocked the merger?", ""},
		{"merger", "Saint Orla Health denied that it had abandoned the merger.", ""},
		{"merger", "The regulator is expected to clear the merger.", ""},
		{"merger", "Fenwick Clinics completed a merger in March 2027.", ""},
		{"merger", "No merger was proposed, a spokeswoman said.", ""},
		{"merger", "The regulator should block the merger.", ""},
		{"merger", "Doctors asked the regulator to block the merger.", ""},
		{"merger", "Fenwick Clinics, which abandoned a merger two years ago, has nine wards.", ""},
		{"merger", "Patients waited in the halls of the merged hospital.", ""},

		{"strike", "The dockers' union called a strike at Lowmark on Monday.", "strike called"},
		{"strike", "Dock workers walked off the job on Tuesday.", "strike begun"},
		{"strike", "Crane drivers at Lowmark have gone on strike.", "strike begun"},
		{"strike", "The union suspended its strike on Wednesday.", "strike suspended"},
		{"strike", "Dockers ended their strike on Tuesday after a week.", "strike ended"},
		{"strike", "The union called off the strike on Monday.", "strike ended"},
		{"strike", "The strike was called off by the union on Monday.", "strike ended"},
		{"strike", "Talks between the port and the union collapsed on Sunday.", "negotiation collapsed"},
		{"strike", "The union rejected the port's final offer on Tuesday.", "negotiation rejected"},
		{"strike", "The port and the union reached an agreement on Tuesday.", "agreement announced"},
		{"strike", "A federal judge granted an injunction against the union on Tuesday.", "injunction granted"},
		{"strike", "The union gave the port until Friday to answer.", "deadline set"},
		{"strike", "Dockers could walk off the job next week.", ""},
		{"strike", "The union has not called a strike.", ""},
		{"strike", "The mayor urged the union to end its strike.", ""},
		{"strike", "Unless the port pays, dockers will not return to work.", ""},
		{"strike", "Will the union call a strike?", ""},
		{"strike", "The union denied that it had called off the strike.", ""},
		{"strike", "Dockers went on strike in 2019.", ""},
		{"strike", "Dockers, who went on strike in 2028, earn little.", ""},
		{"strike", "The port asked the union to suspend its strike.", ""},
		{"strike", "Nobody walked off the job on Monday.", ""},
		{"strike", "The union declined to end its strike.", ""},
		{"strike", "The union is considering whether to call a strike.", ""},
		{"strike", "Lightning strikes closed the terminal on Monday.", ""},

		{"licence", "Harrow Minerals applied for a mining licence on Monday.", "licence applied"},
		{"licence", "The mines ministry granted Harrow Minerals a licence on Tuesday.", "licence granted"},
		{"licence", "A licence was issued on Tuesday, but Harrow Minerals has been granted a second licence.", "licence granted"},
		{"licence", "The ministry refused Harrow Minerals a licence on Tuesday.", "licence refused"},
		{"licence", "The ministry suspended the mining licence of Harrow Minerals on Monday.", "licence suspended"},
		{"licence", "The ministry has revoked the mining licence.", "licence revoked"},
		{"licence", "The mining licence was revoked by the ministry on Tuesday.", "licence revoked"},
		{"licence", "Villagers filed a lawsuit on Tuesday against Harrow Minerals.", "lawsuit filed"},
		{"licence", "Harrow Minerals said it would appeal the ruling.", "appeal announced"},
		{"licence", "The transport ministry banned Harrow Minerals trucks from the road on Monday.", "ban ordered"},
		{"licence", "Six senators sent a letter to the mines minister on Monday.", "letter sent"},
		{"licence", "Prosecutors charged the mine's director with fraud on Tuesday.", "criminal-charges filed"},
		{"licence", "The ministry could revoke the licence.", ""},
		{"licence", "The ministry has not revoked the licence.", ""},
		{"licence", "Villagers want the ministry to revoke the licence.", ""},
		{"licence", "If the ministry revokes the licence, the mine will close.", ""},
		{"licence", "Did the ministry revoke the licence?", ""},
		{"licence", "The ministry denied that it had suspended the licence.", ""},
		{"licence", "The ministry granted a licence in May 2028.", ""},
		{"licence", "Harrow Minerals, which was refused a licence in 2029, sells salt.", ""},
		{"licence", "The ministry is expected to grant the licence.", ""},
		{"licence", "The ministry was asked to suspend the licence.", ""},
		{"licence", "No licence was granted.", ""},
		{"licence", "The ministry should revoke the licence.", ""},
		{"licence", "Licensed drivers carried the ore.", ""},
	} {
		t.Run(c.beat+"/"+c.text, func(t *testing.T) {
			claims := r.Find(input(c.text))
			got := ""
			for _, x := range claims {
				if x.Ignored == "" && x.Level != Never && x.Type+" "+x.Status != got {
					got += x.Type + " " + x.Status
				}
			}
			if got != c.want {
				t.Errorf("have %q, want %q: %s", got, c.want, show(claims))
			}
		})
	}
}
