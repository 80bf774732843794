package event

// The rule file, as written.
type (
	ruleDef struct {
		Irregular map[string]string   `yaml:"irregular"`
		Modes     map[string][]string `yaml:"governors"`
		Lists     listDefs            `yaml:"lists"`
		Types     []typeDef           `yaml:"types"`
		Frames    []frameDef          `yaml:"frames"`
	}
	typeDef struct {
		Type     string            `yaml:"type"`
		Statuses []string          `yaml:"statuses"`
		Level    string            `yaml:"level"`
		Modes    map[string]string `yaml:"modes"`
		Quiet    []string          `yaml:"quiet"`
		Future   []string          `yaml:"future"`
		Over     []string          `yaml:"over"`
		Nearby   bool              `yaml:"nearby"`
		Pair     bool              `yaml:"pair"`
		State    []string          `yaml:"state"`
		Single   bool              `yaml:"single"`
		Doer     bool              `yaml:"doer"`
		Apart    []string          `yaml:"apart"`
	}
	frameDef struct {
		Name       string            `yaml:"name"`
		Type       string            `yaml:"type"`
		Status     string            `yaml:"status"`
		Modes      map[string]string `yaml:"modes"`
		Verb       []string          `yaml:"verb"`
		Subject    []string          `yaml:"subject"`
		Object     []string          `yaml:"object"`
		Phrase     []string          `yaml:"phrase"`
		Near       []string          `yaml:"near"`
		Not        []string          `yaml:"not"`
		Voice      string            `yaml:"voice"`
		Gap        int               `yaml:"gap"`
		Forms      []string          `yaml:"forms"`
		Present    bool              `yaml:"present"`
		Transitive bool              `yaml:"transitive"`
		Complement bool              `yaml:"complement"`
		Detail     bool              `yaml:"detail"`
		Yes        []string          `yaml:"yes"`
		No         []string          `yaml:"no"`
	}
	listDefs struct {
		Auxiliary   []string `yaml:"auxiliary"`
		Bodies      []string `yaml:"bodies"`
		Companies   []string `yaml:"companies"`
		Agencies    []string `yaml:"agencies"`
		Heads       []string `yaml:"heads"`
		Documents   []string `yaml:"documents"`
		Say         []string `yaml:"say"`
		Adverbs     []string `yaml:"adverbs"`
		Negative    []string `yaml:"negative"`
		Opinion     []string `yaml:"opinion"`
		Past        []string `yaml:"past"`
		Falsehood   []string `yaml:"falsehood"`
		Habit       []string `yaml:"habit"`
		Hearsay     []string `yaml:"hearsay"`
		Guess       []string `yaml:"guess"`
		Boundaries  []string `yaml:"boundaries"`
		Conditions  []string `yaml:"conditions"`
		Corrections []string `yaml:"corrections"`
		Trifles     []string `yaml:"trifles"`
		Relatives   []string `yaml:"relatives"`
		Times       []string `yaml:"times"`
		Preposition []string `yaml:"prepositions"`
		Determiners []string `yaml:"determiners"`
	}
)
