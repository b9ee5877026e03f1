package secret

import (
	"fmt"
	"os"
	"strings"
)

// ReadFile reads a secret from a file. Line ends behind it do not belong to it.
func ReadFile(name string) (Secret, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("secret: %w", err)
	}
	value := strings.TrimRight(string(data), "\r\n")
	if value == "" {
		return "", fmt.Errorf("secret: %s is empty", name)
	}
	return Secret(value), nil
}
