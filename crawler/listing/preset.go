package listing

import (
	_ "embed"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed presets.yaml
var presetsFile []byte

// Preset is a known API.
type Preset struct {
	URL   string `yaml:"url"`
	Paths Paths  `yaml:"paths"`
}

// presets holds presets.yaml, read once; nothing changes it.
var presets = mustReadPresets(presetsFile)

// mustReadPresets panics on a mistake: the file is part of the program, and a test reads it.
func mustReadPresets(file []byte) map[string]Preset {
	var m map[string]Preset
	if err := yaml.UnmarshalWithOptions(file, &m, yaml.Strict()); err != nil {
		panic(fmt.Sprintf("presets.yaml: %v", err))
	}
	return m
}

// FindPreset looks a preset up by name.
func FindPreset(name string) (Preset, bool) {
	p, ok := presets[name]
	return p, ok
}

// PresetNames are the names of all presets, sorted.
func PresetNames() []string { return slices.Sorted(maps.Keys(presets)) }

// Address is where a query is asked.
func (p Preset) Address(query string) string {
	return strings.ReplaceAll(p.URL, "{query}", url.QueryEscape(query))
}
