package deliver

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"go.yaml.in/yaml/v3"
)

// Config is the configuration file of the delivery.
type Config struct {
	Receivers []Receiver `yaml:"receivers"`
}

// ReadConfig reads and checks a configuration file, and the files of secrets that it
// names. A field that is not known is an error.
func ReadConfig(file string) (Config, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Config{}, err
	}
	var c Config
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&c); err != nil {
		return Config{}, fmt.Errorf("%s: %w", file, oneLine(err))
	}
	if len(c.Receivers) == 0 {
		return Config{}, fmt.Errorf("%s: has no receivers", file)
	}
	names := map[string]bool{}
	for i := range c.Receivers {
		r := &c.Receivers[i]
		if err := r.prepare(); err != nil {
			return Config{}, fmt.Errorf("%s: receiver %d (%s): %w", file, i+1, r.Name, err)
		}
		if names[r.Name] {
			return Config{}, fmt.Errorf("%s: receiver %d: the name %s is taken", file, i+1, r.Name)
		}
		names[r.Name] = true
	}
	return c, nil
}

// oneLine keeps the first of the decoder's complaints.
func oneLine(err error) error {
	if many, ok := errors.AsType[*yaml.TypeError](err); ok && len(many.Errors) > 0 {
		return errors.New(many.Errors[0])
	}
	return err
}
