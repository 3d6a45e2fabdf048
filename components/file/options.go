package file

import (
	"time"

	"github.com/dromedary-go/dromedary/components/internal/polling"
)

// Options of file: URIs.
type Options struct {
	DirectoryName string `camel:"directoryName,path,required" doc:"The directory. File names of the options, the headers and the consumer are relative to it."`
	FileName      string `camel:"fileName" doc:"Producer: name of the file to write, which may hold Simple with the file functions. It goes before the header CamelFileName. Consumer: only the file of this name is read."`
	Charset       string `camel:"charset" doc:"Charset of the files, such as ISO-8859-1. Without it bytes are taken and written as they are, text as UTF-8."`
	DoneFileName  string `camel:"doneFileName" doc:"Producer: name of an empty file that is written when the file is complete. Consumer: a file is only read once this one is beside it. It may hold ${file:name} or ${file:name.noext}."`
	Jail          bool   `camel:"jailStartingDirectory" default:"true" doc:"Refuses to write outside the directory, whatever the file name says."`
	AutoCreate    bool   `camel:"autoCreate" default:"true" doc:"Makes directories that are missing."`
	Stepwise      bool   `camel:"autoCreateStepwise" default:"false" doc:"Taken as in Camel. Directories are always made one after the other."`
	RenameByCopy  bool   `camel:"renameUsingCopy" default:"false" doc:"Renames by copying and deleting."`
	CopyOnFail    bool   `camel:"copyAndDeleteOnRenameFail" default:"true" doc:"Copies and deletes where a file cannot be renamed, as it is across file systems."`
	BufferSize    int    `camel:"bufferSize" default:"131072" doc:"Bytes that are read at a time when a file is written."`

	ReadOptions
	LockOptions
	WriteOptions
	polling.Options
}

// ReadOptions say which files the consumer takes and what becomes of them.
type ReadOptions struct {
	Noop           bool   `camel:"noop" default:"false" doc:"Leaves the files where they are. It sets idempotent, so that they are not read again and again."`
	Delete         bool   `camel:"delete" default:"false" doc:"Deletes a file when the route is done with it."`
	Move           string `camel:"move" doc:"Where a file is moved when the route is done with it: a directory, or a name that may hold Simple. Without it that is the directory .camel beside the file."`
	MoveFailed     string `camel:"moveFailed" doc:"Where a file is moved whose exchange failed. Without it the file stays and is read again with the next poll."`
	PreMove        string `camel:"preMove" doc:"Where a file is moved before the route gets it."`
	Recursive      bool   `camel:"recursive" default:"false" doc:"Reads the files of the directories below, too."`
	MinDepth       int    `camel:"minDepth" default:"0" doc:"Least depth of a file; 1 is the directory itself."`
	MaxDepth       int    `camel:"maxDepth" default:"2147483647" doc:"Greatest depth of a file."`
	Include        string `camel:"include" doc:"Regular expression that the whole name of a file must match, without regard to case."`
	Exclude        string `camel:"exclude" doc:"Regular expression of names that are left out. It goes before include."`
	IncludeExt     string `camel:"includeExt" doc:"Extensions that are read, with commas between, without regard to case."`
	ExcludeExt     string `camel:"excludeExt" doc:"Extensions that are left out, with commas between."`
	AntInclude     string `camel:"antInclude" doc:"Ant patterns of the paths that are read, with commas between, such as **/*.xml."`
	AntExclude     string `camel:"antExclude" doc:"Ant patterns of the paths that are left out. They go before antInclude."`
	AntCase        bool   `camel:"antFilterCaseSensitive" default:"true" doc:"Ant patterns tell upper case from lower case."`
	FilterFile     string `camel:"filterFile" doc:"Simple predicate for the files that are read, such as ${file:size} > 5000."`
	FilterDir      string `camel:"filterDirectory" doc:"Simple predicate for the directories that are looked into."`
	HiddenFiles    bool   `camel:"includeHiddenFiles" default:"false" doc:"Reads files whose name begins with a dot, too."`
	HiddenDirs     bool   `camel:"includeHiddenDirs" default:"false" doc:"Looks into directories whose name begins with a dot, too. The directory .camel is never read."`
	SortBy         string `camel:"sortBy" doc:"Order of the files of a poll, such as file:name, reverse:file:modified or ignoreCase:file:ext;file:name."`
	PreSort        string `camel:"preSort" enum:"true,false,name,-name,modified,-modified,size,-size" default:"false" doc:"Order in which the entries of a directory are looked at; true is name. Without it that is the file system's."`
	Shuffle        bool   `camel:"shuffle" default:"false" doc:"Takes the files of a poll in random order."`
	MaxPerPoll     int    `camel:"maxMessagesPerPoll" default:"0" doc:"Most files of a poll. With 0 or less there is no limit."`
	EagerMax       bool   `camel:"eagerMaxMessagesPerPoll" default:"true" doc:"Stops looking when maxMessagesPerPoll are found; with false all files are sorted first."`
	Idempotent     bool   `camel:"idempotent" default:"false" doc:"Reads each file once. The last 1000 are remembered, or what idempotentRepository holds."`
	IdempotentKey  string `camel:"idempotentKey" doc:"Simple expression that says which files are the same, such as ${file:name}-${file:size}. Without it that is the absolute path."`
	IdempotentRepo string `camel:"idempotentRepository" doc:"Name of an idempotent repository among the beans, such as #seen."`
	Eager          bool   `camel:"idempotentEager" default:"true" doc:"Remembers a file before the route gets it and forgets it when that fails. With false it is remembered when the route is done."`
	MustExist      bool   `camel:"startingDirectoryMustExist" default:"false" doc:"The route does not start where the directory is missing and autoCreate is off."`
	MustAccess     bool   `camel:"startingDirectoryMustHaveAccess" default:"false" doc:"The route does not start where the directory cannot be read and written. It needs startingDirectoryMustExist."`
	DirMustExist   bool   `camel:"directoryMustExist" default:"false" doc:"A poll fails where the directory is missing."`
	ProbeType      bool   `camel:"probeContentType" default:"false" doc:"Sets the header CamelFileContentType by the extension of the name."`
}

// LockOptions say how the consumer makes sure that nobody else is at a file.
type LockOptions struct {
	ReadLock         string        `camel:"readLock" enum:"none,markerFile,fileLock,rename,changed,idempotent,idempotent-changed,idempotent-rename" default:"none" doc:"How to be sure that a file is complete and nobody else reads it: by a marker file NAME.camelLock, a lock of the operating system, by renaming it to and fro, by watching until it changes no more, or by a key in the idempotent repository."`
	CheckInterval    time.Duration `camel:"readLockCheckInterval" default:"1s" doc:"Time between two attempts to get the lock, or two looks at a file that may change."`
	LockTimeout      time.Duration `camel:"readLockTimeout" default:"10s" doc:"Time after which a file is left for the next poll. With 0 or less there is no limit."`
	MarkerFile       bool          `camel:"readLockMarkerFile" default:"true" doc:"The locks changed, rename and fileLock also use a marker file."`
	DeleteOrphans    bool          `camel:"readLockDeleteOrphanLockFiles" default:"true" doc:"Deletes marker files that are there at the start, left by a process that ended in between."`
	MinLength        int64         `camel:"readLockMinLength" default:"1" doc:"For changed: least length of a file in bytes."`
	MinAge           time.Duration `camel:"readLockMinAge" default:"0" doc:"For changed: least age of a file; it is then not watched."`
	RemoveOnRollback bool          `camel:"readLockRemoveOnRollback" default:"true" doc:"For idempotent: forgets the key of a file whose exchange failed."`
	RemoveOnCommit   bool          `camel:"readLockRemoveOnCommit" default:"false" doc:"For idempotent: forgets the key of a file when the route is done with it."`
	LockLogging      string        `camel:"readLockLoggingLevel" enum:"TRACE,DEBUG,INFO,WARN,ERROR,OFF" default:"DEBUG" doc:"Level at which a lock that could not be got is logged."`
}

// WriteOptions say how the producer writes.
type WriteOptions struct {
	FileExist        string `camel:"fileExist" enum:"Override,Append,Fail,Ignore,Move,TryRename" default:"Override" doc:"What to do where the file is there: replace it, add to it, fail, leave it as it is, or move it as moveExisting says. TryRename is for tempFileName: the target is not looked for."`
	MoveExisting     string `camel:"moveExisting" doc:"For fileExist=Move: where the file that is there is moved, a directory or a name that may hold Simple."`
	EagerDelete      bool   `camel:"eagerDeleteTargetFile" default:"true" doc:"With tempFileName: deals with the file that is there before writing; with false just before renaming."`
	TempFileName     string `camel:"tempFileName" doc:"Name under which a file is written before it is renamed to its own. It may hold Simple."`
	TempPrefix       string `camel:"tempPrefix" doc:"What is put before the name for the time of writing."`
	AppendChars      string `camel:"appendChars" doc:"Text that is written behind what is appended. \\n, \\r and \\t stand for line feed, carriage return and tab."`
	Flatten          bool   `camel:"flatten" default:"false" doc:"Leaves the directories out of the file name."`
	AllowNullBody    bool   `camel:"allowNullBody" default:"false" doc:"Writes an empty file for an exchange without a body. Else it fails."`
	KeepLastModified bool   `camel:"keepLastModified" default:"false" doc:"Gives the file the time of the header CamelFileLastModified."`
	ForceWrites      bool   `camel:"forceWrites" default:"false" doc:"Waits until the disk has the file."`
	Chmod            string `camel:"chmod" doc:"Permissions of the files written, such as 640."`
	ChmodDirectory   string `camel:"chmodDirectory" doc:"Permissions of the directories made, such as 750."`
	Checksum         string `camel:"checksumFileAlgorithm" doc:"Sets the header CamelFileChecksum to this checksum of the file: MD5, SHA-1, SHA-256, SHA-512, SHA3-256 and the other lengths."`
	ChecksumFile     bool   `camel:"checksumWriteFile" default:"true" doc:"With checksumFileAlgorithm: writes the checksum into a file beside the file, too."`
}
