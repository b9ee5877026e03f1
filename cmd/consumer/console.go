package main

import (
	"context"
	"io"
	"log/slog"
	"os"

	"golang.org/x/term"

	"github.com/dragoman-wire/dragoman/internal/present"
)

// console is what a command is given to work with. ctx ends when the process is
// told to stop.
type console struct {
	ctx            context.Context
	stdin          io.Reader
	stdout, stderr *os.File
}

// logFlags are the flags of the log.
type logFlags struct {
	LogFormat string     `enum:"text,json" default:"text" help:"Form of the log on standard error: text or json."`
	LogLevel  slog.Level `default:"info" help:"Least important lines to log: debug, info, warn or error."`
}

func (f logFlags) logger(w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: f.LogLevel}
	if f.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// The width of a line for people: that of the terminal, within reason.
const (
	defaultWidth = 80
	minWidth     = 20
	maxWidth     = 120
)

// style fits the terminal. Colours are left out where they would be noise: in
// files and pipes, on dumb terminals, and when NO_COLOR is set.
func (c *console) style() present.Style {
	fd := int(c.stdout.Fd())
	if !term.IsTerminal(fd) {
		return present.Style{Width: defaultWidth}
	}
	width, _, err := term.GetSize(fd)
	if err != nil {
		width = defaultWidth
	}
	return present.Style{
		Color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		Width: min(max(width, minWidth), maxWidth),
	}
}
