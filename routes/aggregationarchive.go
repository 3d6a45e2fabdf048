package routes

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/dataformat"
)

// archiveStrategy packs bodies into an archive, which becomes the body of the first exchange, as a file.
type archiveStrategy struct {
	tar               bool
	prefix, suffix    string
	folders, ownNames bool // names with their folders; names of the header
	empty             bool // files without content, too
}

const archiveProperties = "preserveFolderStructure useFilenameHeader useTempFile allowEmptyFiles filePrefix fileSuffix parentDir"

func newArchiveStrategy(tar bool) func(*compiler, *components.Map, []string) (any, error) {
	return func(_ *compiler, properties *components.Map, args []string) (any, error) {
		values := texts(properties)
		for i, name := range strings.Fields(archiveProperties)[:min(len(args), 4)] {
			values[name] = args[i]
		}
		s := &archiveStrategy{tar: tar, suffix: ".zip", prefix: "camel", folders: values["preserveFolderStructure"] == "true",
			ownNames: values["useFilenameHeader"] == "true", empty: values["allowEmptyFiles"] == "true"}
		if tar {
			s.suffix = ".tar"
		}
		if prefix, ok := values["filePrefix"]; ok {
			s.prefix = prefix
		}
		if suffix, ok := values["fileSuffix"]; ok {
			s.suffix = suffix
		}
		return s, nil
	}
}

func (s *archiveStrategy) aggregate(so, ex *components.Exchange) *components.Exchange {
	if ex == nil || ex.Body == nil && so != nil {
		return so
	}
	var archive *dataformat.Packing
	if so != nil {
		archive, _ = so.Body.(*dataformat.Packing)
	}
	if archive == nil {
		archive = &dataformat.Packing{Tar: s.tar}
	}
	err := s.add(archive, ex)
	if so == nil {
		so = ex
	}
	so.Body = archive
	if err != nil {
		so.Exception = &components.Exception{Class: "org.apache.camel.component.file.GenericFileOperationFailedException", Message: err.Error(), Cause: err}
	}
	return so
}

func (s *archiveStrategy) add(archive *dataformat.Packing, ex *components.Exchange) error {
	if ex.Body == nil {
		return nil
	}
	data, err := components.Bytes(ex.Body)
	if err != nil || len(data) == 0 && !s.empty {
		return err
	}
	name := ex.Headers.Text("CamelFileName")
	if file, ok := ex.Body.(components.Opener); ok && strings.HasSuffix(file.JavaClass(), "File") {
		if !s.folders {
			name = path.Base(name)
		}
	} else if !s.ownNames || name == "" {
		name = ex.ID()
	}
	return archive.Add(strings.TrimPrefix(name, "/"), data)
}

// complete gives the file a name, as that of a temporary file.
func (s *archiveStrategy) complete(result *components.Exchange) {
	archive, ok := result.Body.(*dataformat.Packing)
	if !ok {
		return
	}
	name := fmt.Sprintf("%s%d%s", s.prefix, rand.Uint64(), s.suffix)
	for _, header := range []string{"CamelFileNameOnly", "CamelFileName", "CamelFileNameConsumed", "CamelFileRelativePath"} {
		result.Headers.Set(header, name)
	}
	result.Headers.Set("CamelFileLength", int64(archive.Len()))
}

// newArchiveSplitter makes the expression that answers an archive's files one by one.
func newArchiveSplitter(format dataformat.Format) func(*compiler, *components.Map, []string) (any, error) {
	read := components.Expression(func(ex *components.Exchange) (any, error) { return dataformat.Unmarshal(format, ex, ex.Body) })
	return func(*compiler, *components.Map, []string) (any, error) { return read, nil }
}
