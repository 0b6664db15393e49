// The library's source and its data sets, embedded by the compiler: one block and one row of the
// table for each file. A test compares the table with the folder.
#include "CAimStandardLibrary.h"

#define AIM_EMBEDDED(path, name) {path, name, sizeof name}

static const unsigned char functional_activations[] = {
#embed "functional/activations.aim"
};
static const unsigned char functional_attention[] = {
#embed "functional/attention.aim"
};
static const unsigned char functional_dropout[] = {
#embed "functional/dropout.aim"
};
static const unsigned char functional_normalization[] = {
#embed "functional/normalization.aim"
};
static const unsigned char functional_labels[] = {
#embed "functional/labels.aim"
};
static const unsigned char functional_quantiles[] = {
#embed "functional/quantiles.aim"
};
static const unsigned char functional_matrices[] = {
#embed "functional/matrices.aim"
};
static const unsigned char functional_recurrent[] = {
#embed "functional/recurrent.aim"
};
static const unsigned char functional_softmax[] = {
#embed "functional/softmax.aim"
};
static const unsigned char initializers_initializers[] = {
#embed "initializers/initializers.aim"
};
static const unsigned char layers_batch_norm[] = {
#embed "layers/batch_norm.aim"
};
static const unsigned char layers_convolution[] = {
#embed "layers/convolution.aim"
};
static const unsigned char layers_embedding[] = {
#embed "layers/embedding.aim"
};
static const unsigned char layers_key_value_cache[] = {
#embed "layers/key_value_cache.aim"
};
static const unsigned char layers_layer_norm[] = {
#embed "layers/layer_norm.aim"
};
static const unsigned char layers_linear[] = {
#embed "layers/linear.aim"
};
static const unsigned char layers_pooling[] = {
#embed "layers/pooling.aim"
};
static const unsigned char layers_recurrent_layers[] = {
#embed "layers/recurrent_layers.aim"
};
static const unsigned char layers_sequential[] = {
#embed "layers/sequential.aim"
};
static const unsigned char layers_small_layers[] = {
#embed "layers/small_layers.aim"
};
static const unsigned char losses_cross_entropy[] = {
#embed "losses/cross_entropy.aim"
};
static const unsigned char losses_regression[] = {
#embed "losses/regression.aim"
};
static const unsigned char optimizers_adam[] = {
#embed "optimizers/adam.aim"
};
static const unsigned char optimizers_rmsprop[] = {
#embed "optimizers/rmsprop.aim"
};
static const unsigned char optimizers_sgd[] = {
#embed "optimizers/sgd.aim"
};
static const unsigned char training_batches[] = {
#embed "training/batches.aim"
};
static const unsigned char training_evaluate[] = {
#embed "training/evaluate.aim"
};
static const unsigned char training_fit[] = {
#embed "training/fit.aim"
};
static const unsigned char training_metrics[] = {
#embed "training/metrics.aim"
};
static const unsigned char training_split[] = {
#embed "training/split.aim"
};
static const unsigned char training_summary[] = {
#embed "training/summary.aim"
};
static const unsigned char data_digits[] = {
#embed "data/digits.u8"
};
static const unsigned char data_iris[] = {
#embed "data/iris.csv"
};

const AimEmbeddedFile aim_embedded_files[] = {
    AIM_EMBEDDED("functional/activations.aim", functional_activations),
    AIM_EMBEDDED("functional/attention.aim", functional_attention),
    AIM_EMBEDDED("functional/dropout.aim", functional_dropout),
    AIM_EMBEDDED("functional/normalization.aim", functional_normalization),
    AIM_EMBEDDED("functional/labels.aim", functional_labels),
    AIM_EMBEDDED("functional/quantiles.aim", functional_quantiles),
    AIM_EMBEDDED("functional/matrices.aim", functional_matrices),
    AIM_EMBEDDED("functional/recurrent.aim", functional_recurrent),
    AIM_EMBEDDED("functional/softmax.aim", functional_softmax),
    AIM_EMBEDDED("initializers/initializers.aim", initializers_initializers),
    AIM_EMBEDDED("layers/batch_norm.aim", layers_batch_norm),
    AIM_EMBEDDED("layers/convolution.aim", layers_convolution),
    AIM_EMBEDDED("layers/embedding.aim", layers_embedding),
    AIM_EMBEDDED("layers/key_value_cache.aim", layers_key_value_cache),
    AIM_EMBEDDED("layers/layer_norm.aim", layers_layer_norm),
    AIM_EMBEDDED("layers/linear.aim", layers_linear),
    AIM_EMBEDDED("layers/pooling.aim", layers_pooling),
    AIM_EMBEDDED("layers/recurrent_layers.aim", layers_recurrent_layers),
    AIM_EMBEDDED("layers/sequential.aim", layers_sequential),
    AIM_EMBEDDED("layers/small_layers.aim", layers_small_layers),
    AIM_EMBEDDED("losses/cross_entropy.aim", losses_cross_entropy),
    AIM_EMBEDDED("losses/regression.aim", losses_regression),
    AIM_EMBEDDED("optimizers/adam.aim", optimizers_adam),
    AIM_EMBEDDED("optimizers/rmsprop.aim", optimizers_rmsprop),
    AIM_EMBEDDED("optimizers/sgd.aim", optimizers_sgd),
    AIM_EMBEDDED("training/batches.aim", training_batches),
    AIM_EMBEDDED("training/evaluate.aim", training_evaluate),
    AIM_EMBEDDED("training/fit.aim", training_fit),
    AIM_EMBEDDED("training/metrics.aim", training_metrics),
    AIM_EMBEDDED("training/split.aim", training_split),
    AIM_EMBEDDED("training/summary.aim", training_summary),
    AIM_EMBEDDED("data/digits.u8", data_digits),
    AIM_EMBEDDED("data/iris.csv", data_iris),
};

const size_t aim_embedded_file_count = sizeof aim_embedded_files / sizeof aim_embedded_files[0];
