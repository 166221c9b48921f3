package org.basedata.registry.core.catalogue;

/** Ways of sharing named by Decree 809 article 22: 服务接口, 批量交换, 文件下载. */
public enum ProvisionWay {
    INTERFACE,
    BATCH,
    FILE
}
