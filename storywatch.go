// Package storywatch holds the config file that the program ships with, so that `storywatch init` writes the very file that
// stands beside it in the repository.
package storywatch

import _ "embed"

// Config is the shipped config.yaml.
//
//go:embed config.yaml
var Config []byte
