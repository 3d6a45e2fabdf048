// Package file is the component that reads and writes files.
package file

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// Component answers file: URIs, after Camel's component of this name.
var Component = components.Of(components.Info{
	Scheme: "file",
	Title:  "Reads and writes files.",
	Syntax: "file:directoryName",
}, build)

const (
	doneDirectory = ".camel"
	lockSuffix    = ".camelLock"
	// remembered is how many files an idempotent consumer knows without a repository of its own.
	remembered = 1000
)

// endpoint is one directory. It is a source, a poller and a target.
type endpoint struct {
	*Options
	uri     string
	dir     string // clean; absolute where it was written so
	ctx     *components.Context
	charset components.Charset

	match   matcher
	order   []criterion
	seen    components.IdempotentRepository // nil where not idempotent
	seenKey components.Expression           // nil for the absolute path
	flight  *inFlight

	move, moveFailed, preMove components.Expression
	name, temp, moveExisting  components.Expression
	fileMode, dirMode         uint32 // 0 for the usual ones
	writing                   *locks
}

func (e *endpoint) URI() string { return e.uri }

func build(ctx *components.Context, uri string, o *Options) (components.Endpoint, error) {
	e := &endpoint{Options: o, uri: uri, dir: filepath.Clean(o.DirectoryName), ctx: ctx}
	b := &builder{ctx: ctx}
	if strings.Contains(o.DirectoryName, "${") {
		b.wrong("directoryName", "the directory is the same for all files", "put ${...} into fileName, which may hold directories")
	}
	b.errs = append(b.errs, o.Check()...)
	charset, err := components.FindCharset(o.Charset)
	b.check("charset", err)
	e.charset = charset
	b.readOptions(e, uri)
	b.writeOptions(e)
	if len(b.errs) > 0 {
		return nil, b.errs
	}
	e.flight = components.Shared(ctx, flightKey{}, func() *inFlight { return &inFlight{files: map[string]bool{}} })
	e.writing = components.Shared(ctx, locksKey{}, func() *locks { return &locks{} })
	return e, nil
}

// builder checks options and compiles expressions; it collects what is wrong.
type builder struct {
	ctx  *components.Context
	errs components.OptionErrors
}

func (b *builder) wrong(option, msg, hint string) {
	b.errs = append(b.errs, components.OptionError{Option: option, Offset: -1, Msg: msg, Hint: hint})
}

func (b *builder) check(option string, err error) {
	if err == nil {
		return
	}
	hint := ""
	if s, ok := err.(*components.SyntaxError); ok {
		hint = s.Hint
	}
	b.wrong(option, fmt.Sprintf("option %q of file: %v", option, err), hint)
}

func (b *builder) readOptions(e *endpoint, uri string) {
	o := e.Options
	if o.Delete && o.Move != "" {
		b.wrong("move", "a file cannot be both deleted and moved", "leave out delete or move")
	}
	if o.MustAccess && !o.MustExist {
		b.wrong("startingDirectoryMustHaveAccess", "startingDirectoryMustHaveAccess needs startingDirectoryMustExist", "add startingDirectoryMustExist=true")
	}
	if o.ReadLock != "none" && o.LockTimeout > 0 && o.LockTimeout <= o.CheckInterval {
		b.wrong("readLockTimeout", "readLockTimeout must be longer than readLockCheckInterval", "make it two or three times as long")
	}
	e.match = b.matcher(e)
	e.order = b.order(o.SortBy)
	e.seenKey = b.expression("idempotentKey", o.IdempotentKey)
	e.move = b.destination("move", o.Move)
	e.moveFailed = b.destination("moveFailed", o.MoveFailed)
	e.preMove = b.destination("preMove", o.PreMove)
	if !o.Noop && !o.Delete && o.Move == "" {
		e.move = b.destination("move", doneDirectory)
	}
	if o.Noop { // it only moves before and after a failure
		e.move = nil
		if shown, err := components.ParseURI(uri); err == nil {
			_, said := shown.Param("idempotent")
			o.Idempotent = o.Idempotent || !said
		}
	}
	if strings.HasPrefix(o.ReadLock, "idempotent") && o.IdempotentRepo == "" {
		b.wrong("readLock", "readLock="+o.ReadLock+" needs an idempotentRepository", "add idempotentRepository=#NAME, and the bean NAME")
	}
	if o.Idempotent || strings.HasPrefix(o.ReadLock, "idempotent") {
		e.seen = b.repository(o.IdempotentRepo)
	}
}

func (b *builder) repository(name string) components.IdempotentRepository {
	if name == "" {
		return components.NewMemoryRepository(remembered)
	}
	var bean any
	if b.ctx.Bean != nil {
		bean = b.ctx.Bean(name)
	}
	repository, ok := bean.(components.IdempotentRepository)
	switch {
	case bean == nil:
		b.wrong("idempotentRepository", fmt.Sprintf("there is no bean %q", name), "define it under beans: with the type org.apache.camel.support.processor.idempotent.FileIdempotentRepository")
	case !ok:
		b.wrong("idempotentRepository", fmt.Sprintf("bean %q is no idempotent repository", name), "")
	}
	return repository
}

func (b *builder) writeOptions(e *endpoint) {
	o := e.Options
	if o.TempPrefix != "" {
		if o.TempFileName != "" {
			b.wrong("tempPrefix", "tempPrefix and tempFileName exclude each other", "leave one of them out")
		}
		o.TempFileName = o.TempPrefix + "${file:name}"
	}
	if o.FileExist == "Append" && o.TempFileName != "" {
		b.wrong("fileExist", "what is appended cannot be written to a temporary file", "leave out tempFileName and tempPrefix")
	}
	if (o.FileExist == "Move") != (o.MoveExisting != "") {
		b.wrong("moveExisting", "fileExist=Move and moveExisting belong together", "add fileExist=Move&moveExisting=backup")
	}
	if _, known := checksum(o.Checksum); o.Checksum != "" && !known {
		b.wrong("checksumFileAlgorithm", fmt.Sprintf("unknown checksum %q", o.Checksum), "write MD5, SHA-256 or SHA-512")
	}
	e.name = b.expression("fileName", o.FileName)
	e.temp = b.expression("tempFileName", o.TempFileName)
	e.moveExisting = b.destination("moveExisting", o.MoveExisting)
	e.fileMode = b.permissions("chmod", o.Chmod)
	e.dirMode = b.permissions("chmodDirectory", o.ChmodDirectory)
	o.AppendChars = strings.NewReplacer(`\n`, "\n", `\r`, "\r", `\t`, "\t").Replace(o.AppendChars)
}

// permissions reads octal digits; as in Camel the first of four does not count.
func (b *builder) permissions(option, text string) uint32 {
	digits := text
	if len(digits) == 4 {
		digits = digits[1:]
	}
	mode := uint32(0)
	for _, d := range digits {
		mode = mode<<3 | uint32(d-'0')&7
	}
	if text != "" && (len(digits) != 3 || strings.Trim(digits, "01234567") != "") {
		b.wrong(option, fmt.Sprintf("%q are no permissions", text), "write three octal digits, such as 640")
	}
	return mode
}

// expression compiles an option that holds Simple; nil for "".
func (b *builder) expression(option, text string) components.Expression {
	if text == "" {
		return nil
	}
	if !strings.Contains(text, "$") {
		return func(*components.Exchange) (any, error) { return text, nil }
	}
	if b.ctx.Compile == nil {
		b.wrong(option, "expressions are not available", "")
		return nil
	}
	compiled, err := b.ctx.Compile("simple", text)
	b.check(option, err)
	return compiled
}

// predicate compiles an option that holds a question; nil for "".
func (b *builder) predicate(option, text string) components.Predicate {
	if text == "" {
		return nil
	}
	if b.ctx.Predicate == nil {
		b.wrong(option, "predicates are not available", "")
		return nil
	}
	compiled, err := b.ctx.Predicate("simple", text)
	b.check(option, err)
	return compiled
}

// destination compiles an option that says where files are moved: a name that holds Simple, or a directory, which is
// beside the file unless it is absolute.
func (b *builder) destination(option, text string) components.Expression {
	if text == "" || strings.Contains(text, "${") {
		return b.expression(option, text)
	}
	dir := strings.TrimRight(text, "/")
	return func(ex *components.Exchange) (any, error) {
		path := dir + "/" + ex.Headers.Text("CamelFileNameOnly")
		if !filepath.IsAbs(text) {
			path = ex.Headers.Text("CamelFileParent") + "/" + path
		}
		return path, nil
	}
}
