// Package check tries the files in deploy without a cluster: each is read by the
// program that will read it in earnest, and each check is shown mistakes that it
// must see. "make deploy-check" runs it and installs the tools that it needs.
//
// It is a module of its own, so that what it depends on is no dependency of
// Dragoman.
package check
