package import AimDiagnostics

/// Every fault of this module, for the tests that run and render their examples.
package enum SyntaxFaults {
  package static let all: [any Fault.Type] =
    text + numbers + strings + brackets + foreign + expressions + statements + definitions

  private static let text: [any Fault.Type] = [
    InvalidUTF8.self, UnknownCharacter.self, LookalikeSign.self, BackslashAtLineEnd.self,
    QuestionMark.self, ForeignOperator.self, TooDeep.self,
  ]

  private static let numbers: [any Fault.Type] = [
    NumberSuffix.self, NumberBase.self, MisplacedUnderscore.self, IntegerTooLarge.self,
    FloatTooLarge.self, LeadingDot.self, MissingMultiplication.self, TrailingDot.self,
    GroupComma.self, LeadingZero.self, DecimalComma.self,
  ]

  private static let strings: [any Fault.Type] = [
    UnclosedString.self, UnclosedInterpolation.self, EmptyInterpolation.self,
    InterpolationJunk.self, LoneBrace.self, EscapedBrace.self, UnknownEscape.self,
    BadCodePoint.self, SingleQuotes.self, StringPrefix.self, AdjacentStrings.self,
    PercentFormatting.self, QuoteInString.self,
  ]

  private static let brackets: [any Fault.Type] = [
    UnclosedBracket.self, MismatchedBracket.self, StrayBracket.self, MissingComma.self,
    BracesHoldCode.self, StrayBlock.self,
  ]

  private static let foreign: [any Fault.Type] = [
    ForeignWord.self, ColonBlock.self, IncrementSign.self, LambdaKeyword.self,
    AnonymousFunction.self, FatArrow.self, Walrus.self, ArrowAssignment.self, TripleEquals.self,
    CStyleFor.self, ForeignRange.self, FunctionByLet.self, ConditionalAfterValue.self,
    ForeignComment.self, UnaryPlus.self,
    StarArgument.self, StarParameter.self,
  ]

  private static let expressions: [any Fault.Type] = [
    ExpressionExpected.self, UnexpectedToken.self, TwoStatements.self, CallNeedsParentheses.self,
    BareTuple.self, StatementAsValue.self, LineStartsWithOperator.self, OpenRange.self,
    ChainedRange.self, NotNeedsParentheses.self, AssignmentInCondition.self,
    AssignmentInExpression.self, AssignmentInLambda.self, ChainedAssignment.self,
    NotAssignable.self, CallAssigned.self, CompoundNeedsPlace.self, BareComprehension.self,
    PlaceholderOutsidePipe.self, StraySpread.self, StrayReference.self,
    ReferenceNeedsVariable.self, EmptyIndex.self, TupleField.self, FieldNameExpected.self,
    EntryWithoutValue.self, ColonInRecord.self, FieldExpected.self, DuplicateField.self,
    DuplicateKey.self,
    NamedArgumentEquals.self, DuplicateArgument.self, PositionalAfterNamed.self,
  ]

  private static let statements: [any Fault.Type] = [
    NameExpected.self, ReservedWord.self, BindingWithoutValue.self, BindingAnnotation.self,
    BareTuplePattern.self, LoopPatternNeedsParentheses.self, EqualityForAssignment.self,
    InExpected.self, BlockExpected.self, BraceOnNextLine.self, StrayBranch.self,
    TryWithoutCatch.self, ImportNeedsPath.self, ImportInterpolated.self,
  ]

  private static let definitions: [any Fault.Type] = [
    FunctionWithoutParameters.self, FunctionWithoutBody.self, FunctionExpected.self,
    UnknownAttribute.self, ResultColon.self, DuplicateParameter.self, RequiredAfterDefault.self,
    SecondRest.self, DefaultNotAllowed.self, TupleParameter.self, AnnotationExpected.self,
    UnknownDType.self, SecondEllipsis.self, DimensionNotInteger.self, DefinitionIncomplete.self,
    FieldOutsideModel.self, MutatingOutsideType.self, ParamInType.self, VarInModel.self,
    LetInType.self, SelfInFields.self, MethodWithoutFn.self, FieldWithoutValue.self,
    MemberExpected.self,
  ]
}
