package routes

import (
	"fmt"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/language"
	"github.com/dromedary-go/dromedary/routes/simple"
)

// Expression compiles an expression outside of a route file, as components and tests need it. A mistake is a
// [components.SyntaxError].
func (env *Environment) Expression(name, text string) (components.Expression, error) {
	if name == "simple" {
		return simple.Compile(text, env.simple())
	}
	lang, err := find(name)
	if err != nil {
		return nil, err
	}
	return lang.Expression(text, language.Options{Trim: true, Around: around(env.simple())})
}

// Predicate compiles a predicate outside of a route file.
func (env *Environment) Predicate(name, text string) (components.Predicate, error) {
	if name == "simple" {
		return simple.CompilePredicate(text, env.simple())
	}
	lang, err := find(name)
	if err != nil {
		return nil, err
	}
	return lang.Predicate(text, language.Options{Trim: true, Around: around(env.simple())})
}

// around is what Simple reaches, for the other languages.
func around(env *simple.Env) language.Around {
	return language.Around{Property: env.Property, Compile: env.Language, Bean: env.Bean}
}

func find(name string) (language.Language, error) {
	lang, ok := language.Find(name)
	if !ok {
		return lang, &components.SyntaxError{
			Msg:  fmt.Sprintf("language %s is not in this build", name),
			Hint: "available are simple, " + strings.Join(language.Names(), ", "), Need: "language:" + name,
		}
	}
	return lang, nil
}

func (env *Environment) simple() *simple.Env {
	return &simple.Env{
		Property: env.Properties.Get, Now: env.Context.Now, Language: env.Expression, Name: env.Context.Name,
		Exception: func(ex *components.Exchange, class, message string) error {
			return newException(ex, class, message, true)
		},
	}
}

// Explain draws how an expression of Simple is understood, a line for each part.
func (env *Environment) Explain(text string, asPredicate bool) (string, error) {
	tree, err := simple.Explain(text, asPredicate, env.simple())
	if err != nil {
		return "", err
	}
	return tree.String(), nil
}
