package language

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/dop251/goja"

	"github.com/dromedary-go/dromedary/components"
)

// javaScript runs a program of JavaScript; its last value is the answer. It sees exchange, exchangeId, message, body, headers,
// properties, variables, and nothing of the machine it runs on.
// See https://camel.apache.org/components/4.18.x/languages/js-language.html
var javaScript = Language{Name: "js", Expression: func(text string, o Options) (components.Expression, error) {
	program, err := goja.Compile("", text, false)
	if err != nil {
		return nil, scriptMistake(text, err)
	}
	return func(ex *components.Exchange) (any, error) { return runScript(ex, program) }, nil
}}

func scriptMistake(text string, err error) error {
	mistake := &components.SyntaxError{Msg: err.Error(), Hint: "the script is JavaScript: its last value is the result"}
	if syntax := (*goja.CompilerSyntaxError)(nil); errors.As(err, &syntax) {
		mistake.Msg, mistake.Offset = syntax.Message, min(syntax.Offset, len(text))
	}
	return mistake
}

// Bounds of one run.
const (
	mostScriptTime  = 10 * time.Second
	mostScriptCalls = 2_000 // within each other
)

// runScript makes a world of its own for each run: nothing is left over for the next one.
func runScript(ex *components.Exchange, program *goja.Program) (any, error) {
	vm := goja.New()
	vm.SetMaxCallStackSize(mostScriptCalls)
	for name, value := range scriptGlobals(vm, ex) {
		if err := vm.Set(name, value); err != nil {
			return nil, scriptFailure(err)
		}
	}
	timer := time.AfterFunc(mostScriptTime, func() { vm.Interrupt("the script takes longer than " + mostScriptTime.String()) })
	defer timer.Stop()
	if ex.Context != nil {
		stop := context.AfterFunc(ex, func() { vm.Interrupt(context.Cause(ex)) })
		defer stop()
	}
	v, err := vm.RunProgram(program)
	if err != nil {
		return nil, scriptFailure(err)
	}
	var answer any
	if thrown := vm.Try(func() { answer = fromScript(vm, v) }); thrown != nil {
		return nil, scriptFailure(thrown)
	}
	return answer, nil
}

// scriptFailure is what GraalVM's polyglot raises.
func scriptFailure(err error) error {
	if stopped := (*goja.InterruptedError)(nil); errors.As(err, &stopped) {
		if cause, ok := stopped.Value().(error); ok {
			return cause
		}
		return components.NewException("org.graalvm.polyglot.PolyglotException", fmt.Sprint(stopped.Value()))
	}
	message := err.Error()
	if thrown := (*goja.Exception)(nil); errors.As(err, &thrown) {
		message = thrown.Value().String()
	}
	return &components.Exception{Class: "org.graalvm.polyglot.PolyglotException", Message: message, Cause: err}
}
